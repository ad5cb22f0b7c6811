package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.simulation.ServerKind.Cadence;
import io.bidiclient.simulation.ServerKind.Rewording;
import io.bidiclient.simulation.ServerKind.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sample of what {@code scripts/simulate} does: every kind of server and of world. */
class SimulationIT {
  private static final long FIRST = 100_000;
  private static final int RUNS = 400;
  private static final int WORDS = 80;
  private static final int MOST_WORDS = 250;
  private static final int[] LATE = {0, 1, 3, 6, 12, 25};

  @Test
  void keepsEveryWordOnceOrSaysWhereNotWhateverHappens() {
    assertEquals(List.of(), failures(LongStream.range(FIRST, FIRST + RUNS)));
  }

  /** Every cadence and lateness in a world, with three drops. */
  @ParameterizedTest
  @EnumSource(WorldKind.class)
  void keepsEveryWordOnceThroughDropsOnEveryKindOfServer(WorldKind world) {
    List<String> failed = new ArrayList<>();
    int number = 0;
    for (Cadence cadence : Cadence.values()) {
      failed.add(judged(dropped(world, cadence, number)));
      number++;
    }
    failed.removeIf(String::isEmpty);
    assertEquals(List.of(), failed);
  }

  private static Scenario dropped(WorldKind world, Cadence cadence, int number) {
    int late = LATE[Math.floorMod(world.name().hashCode() + number, LATE.length)];
    Scenario made = ScenarioMaker.make(FIRST + number);
    return made.withWorld(world)
        .withServer(
            new ServerKind(
                false,
                cadence,
                late,
                0,
                1,
                made.script() == Script.IDEOGRAPHS ? Spacing.NONE : Spacing.BEFORE,
                Rewording.NONE))
        .withWords(WORDS)
        .withMaxSession(1_500)
        .withFaults(
            List.of(
                new PlannedFault(1, FaultKind.DROP, 40 + 7 * number),
                new PlannedFault(2, FaultKind.DROP_AFTER_AUDIO, 60),
                new PlannedFault(3, FaultKind.DROP, 90)));
  }

  private static List<String> failures(LongStream seeds) {
    return seeds
        .mapToObj(ScenarioMaker::make)
        .map(made -> judged(made.withWords(Math.min(made.words(), MOST_WORDS))))
        .filter(told -> !told.isEmpty())
        .toList();
  }

  private static String judged(Scenario scenario) {
    Verdict verdict = Oracle.judge(scenario, Simulation.run(scenario));
    return verdict.failed() ? "\n" + verdict.failures() + "\n" + ScenarioFile.write(scenario) : "";
  }
}
