package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every scenario that is kept among the resources. */
class ScenarioFilesTest {
  private static final Path KEPT =
      Path.of("src", "test", "resources", "io", "bidiclient", "simulation");

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(KEPT)) {
      return files.filter(file -> file.toString().endsWith(".scenario")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isHeardRightOrSaysWhereNot(Path file) throws IOException {
    Scenario scenario = ScenarioFile.read(Files.readString(file));
    assertEquals(List.of(), Oracle.judge(scenario, Simulation.run(scenario)).failures());
  }
}
