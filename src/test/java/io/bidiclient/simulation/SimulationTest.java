package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SimulationTest {
  @Test
  void aSeedGivesTheSameRunToTheByte() {
    for (long seed = 1; seed <= 3; seed++) {
      Scenario scenario = ScenarioMaker.make(seed).withWords(200);
      assertEquals(Simulation.run(scenario).toString(), Simulation.run(scenario).toString());
    }
  }

  @Test
  void isTheSameRunWhetherEventsAreEncodedOrHandedOver() {
    for (long seed = 1; seed <= 20; seed++) {
      Scenario made = ScenarioMaker.make(seed);
      Scenario scenario = made.withWords(Math.min(made.words(), 120));
      if (!scenario.server().openAi()) {
        RunLog encoded = Simulation.run(scenario, true);
        RunLog direct = Simulation.run(scenario, false);
        assertEquals(encoded.printed(), direct.printed(), "seed " + seed);
        assertEquals(encoded.took(), direct.took(), "seed " + seed);
        assertEquals(encoded.warnings(), direct.warnings(), "seed " + seed);
      }
    }
  }

  @Test
  void aServerWithoutFaultsIsHeardToTheLetter() {
    for (long seed = 1; seed <= 40; seed++) {
      Scenario made = ScenarioMaker.make(seed).withWords(60);
      Scenario scenario = made.withFaults(java.util.List.of()).withMaxSession(1_500);
      RunLog log = Simulation.run(scenario);
      Verdict verdict = Oracle.judge(scenario, log);
      assertTrue(verdict.exact() && !verdict.failed(), "seed " + seed + ": " + verdict);
      // Minutes of music may be taken for speech to which the server is mute.
      if (scenario.world() != WorldKind.INTERLUDES) {
        assertTrue(verdict.complete(), "seed " + seed + ": " + verdict);
        assertEquals(1, log.delivery().sessions(), "seed " + seed);
      }
    }
  }
}
