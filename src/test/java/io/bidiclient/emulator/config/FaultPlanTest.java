package io.bidiclient.emulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.session.FaultScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
  @Test
  void readsMessagesSecondsAndTimes() {
    assertEquals(FaultPlan.at(Fault.RESET, 12), FaultPlan.parse("reset@12"));
    assertEquals(FaultPlan.at(Fault.DROP, 0).times(2), FaultPlan.parse("drop@0x2"));
    assertEquals(
        FaultPlan.after(Fault.NOT_UTF8, Duration.ofMillis(2500)).messages(),
        FaultPlan.parse("not-utf8@2.5s").messages() - 3);
    assertEquals(Optional.of(Duration.ofMillis(2500)), FaultPlan.parse("not-utf8@2.5sx7").after());
    assertEquals(7, FaultPlan.parse("not-utf8@2.5sx7").streams());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultIsFoundByItsNameAndHasASentence(Fault fault) {
    assertEquals(fault, FaultPlan.parse(fault.spelled()).fault());
    assertTrue(fault.sentence().endsWith("."), fault.sentence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "reset@", "reset@-1", "reset@1m", "RESET", "reset@5x"})
  void anythingElseIsRefusedInWords(String spec) {
    assertFalse(
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.parse(spec))
            .getMessage()
            .isEmpty());
  }

  @Test
  void plansAreUsedUpInOrder() {
    FaultPlan first = FaultPlan.at(Fault.RESET, 1).times(2);
    FaultPlan second = FaultPlan.at(Fault.DROP, 1).times(1);
    FaultScript script = new FaultScript(List.of(first, second));

    assertEquals(Optional.of(first), script.next());
    assertEquals(Optional.of(first), script.next());
    assertEquals(Optional.of(second), script.next());
    assertEquals(Optional.empty(), script.next());
  }
}
