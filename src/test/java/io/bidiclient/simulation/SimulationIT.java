package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.simulation.ServerKind.Cadence;
import io.bidiclient.simulation.ServerKind.Rewording;
import io.bidiclient.simulation.ServerKind.Spacing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A sample of what {@code scripts/simulate} does. */
class SimulationIT {
  private static final long FIRST = 100_000;
  private static final int RUNS = 100;

  private static final Set<FaultKind> BREAKS =
      EnumSet.of(
          FaultKind.REFUSE,
          FaultKind.THROTTLE,
          FaultKind.NO_ANSWER,
          FaultKind.NO_SESSION,
          FaultKind.COLD_START,
          FaultKind.DROP,
          FaultKind.DROP_AFTER_AUDIO,
          FaultKind.GO_AWAY,
          FaultKind.HALF_OPEN,
          FaultKind.RESET_BEFORE_DONE,
          FaultKind.RESET_AFTER_DONE,
          FaultKind.NEVER_CLOSED,
          FaultKind.SLOW_READER,
          FaultKind.CLOCK_STEP,
          FaultKind.ERROR);

  /** Text that comes at most three frames after its sound, one delta a frame, from one speaker. */
  private static Scenario prompt(long seed) {
    Scenario made = ScenarioMaker.make(seed);
    ServerKind server =
        new ServerKind(
            false,
            Cadence.FRAME,
            (int) (seed % 4),
            0,
            1,
            made.script() == Script.IDEOGRAPHS ? Spacing.NONE : Spacing.BEFORE,
            Rewording.NONE);
    return made.withWorld(WorldKind.PLAIN)
        .withServer(server)
        .withWords(Math.min(made.words(), 150))
        .withFaults(made.faults().stream().filter(fault -> BREAKS.contains(fault.kind())).toList());
  }

  @Test
  void keepsEveryWordOnceThroughBreaks() {
    List<String> failed =
        LongStream.range(FIRST, FIRST + RUNS)
            .mapToObj(SimulationIT::prompt)
            .map(scenario -> judged(scenario))
            .filter(told -> !told.isEmpty())
            .toList();
    assertEquals(List.of(), failed);
  }

  @Test
  void breaksTheProtocolOnNoServer() {
    for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
      Scenario made = ScenarioMaker.make(seed);
      Scenario scenario = made.withWords(Math.min(made.words(), 100)).withMaxSession(1_500);
      for (String violation : Simulation.run(scenario).violations()) {
        assertTrue(!violation.startsWith("protocol"), "seed " + seed + ": " + violation);
      }
    }
  }

  private static String judged(Scenario scenario) {
    Verdict verdict = Oracle.judge(scenario, Simulation.run(scenario));
    return verdict.failed() ? "seed " + scenario.seed() + ": " + verdict : "";
  }
}
