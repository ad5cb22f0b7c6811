package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the machine that tests run. */
public final class Tool {
  private Tool() {}

  /** Skips the test aloud where the program is missing; fails it on CI, which installs all. */
  public static void need(String program) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(at -> Files.isExecutable(Path.of(at, program)));
    assumeTrue(there || System.getenv("CI") != null, "no " + program + " here: left untested");
    assertTrue(there, "CI has no " + program);
  }

  /** Runs a command to its end, which must be a good one. */
  public static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), command + ": " + said);
  }
}
