package io.bidiclient.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Something of {@code scripts/container} as a process. */
record Script(int code, String out, String err) {
  static final Path DIRECTORY = Path.of("scripts", "container").toAbsolutePath();

  /** The distribution's own Python, for which the distribution's uvicorn is installed. */
  static final String PYTHON = "/usr/bin/python3";

  private static final long LIMIT_SECONDS = 60;

  /**
   * Runs a command to its end in an environment that holds nothing but a path and what is given.
   */
  static Script run(Path scratch, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(scratch, "out", ".txt");
    Path err = Files.createTempFile(scratch, "err", ".txt");
    Process process =
        start(environment, command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail(command + " is still running: " + Files.readString(err));
    }
    return new Script(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** A command that is not started yet. */
  static ProcessBuilder start(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    return builder;
  }

  /** Puts a program that stands for another into a directory. */
  static void standIn(Path directory, String name, String body) {
    try {
      Path program = Files.createDirectories(directory).resolve(name);
      Files.writeString(program, "#!/bin/bash\n" + body, StandardCharsets.UTF_8);
      assertEquals(true, program.toFile().setExecutable(true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Skips the test where a tool is missing; fails it instead on CI, which installs all of them. */
  static void need(boolean there, String tool) {
    if (System.getenv("CI") != null) {
      assertEquals(true, there, tool + " is not installed");
    }
    Assumptions.assumeTrue(there, tool + " is not installed");
  }
}
