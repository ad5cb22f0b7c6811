package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the machine that tests run. */
public final class Tool {
  private Tool() {}

  /** Skips the test aloud where the program is missing; fails it on CI, which installs all. */
  public static void need(String program) {
    boolean there = path(program).isPresent();
    assumeTrue(there || System.getenv("CI") != null, "no " + program + " here: left untested");
    assertTrue(there, "CI has no " + program);
  }

  /** Where a program lies, if it is on the path. */
  public static Optional<Path> path(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs a command to its end, which must be a good one. */
  public static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), command + ": " + said);
  }
}
