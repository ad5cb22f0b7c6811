package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bidi.samples"));
  private static final String AUDIO = SAMPLES.resolve("hello-morse.wav").toString();

  @TempDir private Path folder;

  @Test
  void passesWhereTheTranscriptIsTheReference() throws Exception {
    String reference = SAMPLES.resolve("hello-morse.txt").toString();
    JarProcess.Finished run =
        check("--reference", reference, "--max-wer", "0", "--max-cer", "0", "--min-words", "8");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().endsWith("ok   words: 8, at least 8\ncheck passed\n"), run.out());
  }

  @Test
  void failsWithNineAndShowsWhatDiffers() throws Exception {
    Path reference = folder.resolve("said.txt");
    Files.writeString(reference, "Hello, dear world! This text was read from sound.");
    Path junit = folder.resolve("junit.xml");
    JarProcess.Finished run =
        check("--reference", "" + reference, "--max-wer", "0.2", "--junit", "" + junit);
    assertEquals(9, run.code(), run.err());
    assertEquals(
        """
        hello [-dear-] world this text [-was-] {+is+} read from sound
        word error rate 0.2222: 1 substituted, 1 missing, 0 too many of 9
        character error rate 0.1579: 1 substituted, 5 missing, 0 too many of 38
        FAIL word error rate: 0.2222 (2 errors in 9), at most 0.2000
        check failed
        """,
        run.out());
    assertTrue(Files.readString(junit).contains("tests=\"2\" failures=\"1\" errors=\"0\""));
  }

  @Test
  void aLatencyThatCannotBeMeasuredIsRefusedBeforeTheRun() throws Exception {
    JarProcess.Finished run =
        InProcess.of(
                "check",
                AUDIO,
                "--local=morse",
                "-q",
                "--max-first-delta",
                "2s",
                "--format",
                "github")
            .run();
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("in real time alone: add --pace realtime"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void aTranscriptionThatFailedKeepsItsOwnCode() throws Exception {
    JarProcess.Finished run =
        InProcess.of("check", "nope.wav", "--local=morse", "--min-words", "1", "--format", "json")
            .run();
    assertEquals(3, run.code());
    assertTrue(run.out().contains("\"passed\":false,\"code\":3"), run.out());
  }

  private static JarProcess.Finished check(String... options) throws Exception {
    String[] all = new String[options.length + 4];
    all[0] = "check";
    all[1] = AUDIO;
    all[2] = "--local=morse";
    all[3] = "-q";
    System.arraycopy(options, 0, all, 4, options.length);
    return JarProcess.of(all).run();
  }

  @Test
  void theLocalSmokeTestMeasuresWordsAndNoTimes() throws Exception {
    ProcessBuilder script = new ProcessBuilder("scripts/smoke-test").redirectErrorStream(true);
    script.environment().put("SMOKE_LOCAL", "1");
    Process process = script.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.startsWith("smoke-test: local gates: every word right; times are not"), said);
    assertTrue(said.contains("word error rate") && !said.contains("first delta"), said);
  }
}
