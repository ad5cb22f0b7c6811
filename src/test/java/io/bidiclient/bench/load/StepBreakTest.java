package io.bidiclient.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepBreakTest {
  private static final Problem PROBLEM = new Problem(ExitCode.NETWORK, "it broke", "");

  @ParameterizedTest
  @CsvSource({
    "SETTINGS, 1, 300, true, true",
    "AUTH, 1, 300, true, true",
    "ENDPOINT, 1, 300, true, true",
    "NETWORK, 299, 300, false, false",
    "NETWORK, 300, 300, true, false",
    "TIMEOUT, 2, 1, false, false",
    "TIMEOUT, 3, 1, true, false",
    "REMOTE, 8, 8, true, false",
    "PROTOCOL, 7, 8, false, false",
    "THROTTLED, 1000, 8, false, false"
  })
  void breaksWhereNoOtherTryHelps(
      Category category, int inRow, int streams, boolean broken, boolean lasting) {
    StepBreak step = new StepBreak(streams);
    step.failed(new TransportException(category, "it broke", ""), PROBLEM, inRow);
    assertEquals(broken ? Optional.of(PROBLEM) : Optional.empty(), step.reason());
    assertEquals(lasting, step.isLasting());
  }

  @Test
  void theFirstReasonStaysAndEverybodyIsToldOnce() {
    List<String> told = new ArrayList<>();
    StepBreak step = new StepBreak(8);
    step.then(() -> told.add("one"));
    step.then(() -> told.add("two"));
    TransportException lasting = TransportException.lasting(Category.NETWORK, "gone", "");
    step.failed(lasting, PROBLEM, 1);
    step.failed(lasting, new Problem(ExitCode.SERVER, "another", ""), 2);
    assertEquals(Optional.of(PROBLEM), step.reason());
    assertEquals(List.of("one", "two"), told);
  }
}
