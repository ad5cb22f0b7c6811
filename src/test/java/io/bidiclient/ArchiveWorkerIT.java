package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/archive-worker}: the shares of an archive, as schedulers number them. */
class ArchiveWorkerIT {
  private static final Path SCRIPT = Path.of("scripts", "archive-worker").toAbsolutePath();

  /** Whose names fall to both shares. */
  private static final List<String> NAMES =
      List.of("alpha", "bravo", "charlie", "delta", "echo", "foxtrot");

  @TempDir private Path folder;

  @Test
  void theSharesOfBatchAndOfKubernetesAreAllInputsAndEachOnce() throws Exception {
    for (String name : NAMES) {
      MorseFile.write(
          Files.createDirectories(folder.resolve("in")).resolve(name + ".wav"),
          "E",
          MorseKeyer.usual(),
          1,
          MorseFile.Form.S16);
    }
    String said = "";
    said += run(Map.of("AWS_BATCH_JOB_ARRAY_INDEX", "0", "AWS_BATCH_JOB_ARRAY_SIZE", "2"));
    assertEquals(List.of("alpha.txt", "bravo.txt", "delta.txt"), written(), said);
    said += run(Map.of("JOB_COMPLETION_INDEX", "1", "SHARDS", "2"));
    assertEquals(NAMES.stream().map(name -> name + ".txt").toList(), written(), said);
    Map<String, String> all = Map.of("JOB_COMPLETION_INDEX", "0", "SHARDS", "1");
    assertTrue(run(all).contains("6 skipped"), said);
  }

  private List<String> written() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String run(Map<String, String> variables) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", SCRIPT.toString(), "in", "out", "--local=morse")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("JAR", System.getProperty("bidi.jar"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
