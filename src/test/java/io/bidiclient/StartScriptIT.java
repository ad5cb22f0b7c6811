package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script that starts the jar with an archive of its classes. */
class StartScriptIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bidi.samples"));

  @Test
  void saysWhatTheJarSaysWithAndWithoutAnArchive() throws Exception {
    for (Path old : archives()) {
      Files.delete(old);
    }
    String text = Files.readString(SAMPLES.resolve("hello-morse.txt"));
    assertEquals(text, run());
    assertEquals(1, archives().size());
    long size = Files.size(archives().get(0));
    assertTrue(size > 1_000_000, size + " bytes of archive");
    assertEquals(text, run());
  }

  private static List<Path> archives() throws IOException {
    Path target = Path.of(System.getProperty("bidi.jar")).toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("bidi-client-\\d+\\.jsa"))
          .toList();
    }
  }

  private static String run() throws Exception {
    Process process =
        new ProcessBuilder(
                "scripts/bidi-client",
                SAMPLES.resolve("hello-morse.wav").toString(),
                "--local=morse",
                "--pace",
                "max",
                "-q")
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out;
  }
}
