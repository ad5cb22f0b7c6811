package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScenarioFileTest {
  @Test
  void readsWhatItWrites() {
    for (long seed = 0; seed < 300; seed++) {
      Scenario scenario = ScenarioMaker.make(seed);
      assertEquals(scenario, ScenarioFile.read("# a remark\n" + ScenarioFile.write(scenario)));
    }
  }
}
