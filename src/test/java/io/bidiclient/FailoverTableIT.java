package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sample of {@code scripts/failover-table}: the packaged jar, all files at once, against servers
 * in Python that share no code with ours, are late and drop connections.
 */
class FailoverTableIT {
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "late-6",
        "token",
        "rollover-drums",
        "--http2 --drops 1 late-3",
        "--runs 2 --drops 1 openai-turns"
      })
  void losesAndDoublesNothingUntold(String row) throws Exception {
    need("numpy");
    need("websockets");
    need("h2");
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(PYTHON, "src/test/python/failover_table.py", "--jobs", "8"));
    String runs = Integer.toString(Extent.of(4, 8));
    command.addAll(List.of("--runs", runs, "--seconds", "12", "--limit", "100"));
    command.addAll(List.of("--jar", System.getProperty("bidi.jar")));
    command.addAll(List.of(row.split(" ", -1)));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertEquals(0, ended ? process.exitValue() : -1, text);
  }

  /** Skips the test aloud without a library of Python's; fails it on CI, which installs all. */
  private static void need(String library) throws Exception {
    int missing = new ProcessBuilder(PYTHON, "-c", "import " + library).start().waitFor();
    assumeTrue(missing == 0 || System.getenv("CI") != null, "no python3-" + library + " here");
    assertEquals(0, missing, "CI has no python3-" + library);
  }
}
