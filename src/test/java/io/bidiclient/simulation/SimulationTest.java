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
  void aServerWithoutFaultsIsHeardToTheLetter() {
    for (long seed = 1; seed <= 40; seed++) {
      Scenario made = ScenarioMaker.make(seed).withWords(60);
      Scenario scenario = made.withFaults(java.util.List.of()).withMaxSession(1_500);
      RunLog log = Simulation.run(scenario);
      Verdict verdict = Oracle.judge(scenario, log);
      assertTrue(verdict.exact() && verdict.complete(), "seed " + seed + ": " + verdict);
      assertEquals(1, log.delivery().sessions(), "seed " + seed);
    }
  }
}
