package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The script that starts the jar with an archive of its classes. */
class StartScriptIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bidi.samples"));

  @Test
  void saysWhatTheJarSaysWithAndWithoutAnArchive() throws Exception {
    Path archive = Path.of(System.getProperty("bidi.jar")).resolveSibling("bidi-client.jsa");
    Files.deleteIfExists(archive);
    String text = Files.readString(SAMPLES.resolve("hello-morse.txt"));
    assertEquals(text, run());
    assertTrue(Files.size(archive) > 1_000_000, Files.size(archive) + " bytes of archive");
    assertEquals(text, run());
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
