package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are given what was said, through the packaged jar. */
class HooksIT {
  private static final String SAMPLE =
      Path.of(System.getProperty("bidi.samples"), "hello-morse.wav").toString();

  @TempDir private Path folder;

  @Test
  void aProgramReadsTheSameLinesAsAFileAndItsOutputIsTold() throws Exception {
    Path file = folder.resolve("run.jsonl");
    JarProcess.Finished run =
        JarProcess.of(SAMPLE, "--local=morse", "-q", "-o", "jsonl=" + file, "--exec", "cat").run();
    assertEquals(0, run.code(), run.err());
    List<String> told =
        run.err()
            .lines()
            .filter(line -> line.startsWith("bidi-client: cat: "))
            .map(line -> line.substring("bidi-client: cat: ".length()))
            .toList();
    assertEquals(Files.readAllLines(file), told);
  }

  @Test
  void aProgramIsStartedForEachTurnWithTheTurnOnItsStdin() throws Exception {
    Path script = Files.writeString(folder.resolve("turn.sh"), "cat >> \"$1\"; echo >> \"$1\"\n");
    Path turns = folder.resolve("turns.txt");
    JarProcess.Finished run =
        JarProcess.of(
                SAMPLE,
                "--local=morse",
                "-q",
                "--exec",
                "sh '" + script + "' '" + turns + "'",
                "--exec-per",
                "turn")
            .run();
    assertEquals(0, run.code(), run.err());
    List<String> lines = Files.readAllLines(turns).stream().filter(l -> !l.isEmpty()).toList();
    assertFalse(lines.isEmpty());
    for (String line : lines) {
      assertTrue(line.contains("\"type\":\"turn\""), line);
    }
    assertTrue(SchemaCheck.lines(String.join("\n", lines) + "\n") > 0);
  }

  @Test
  void aProgramThatFailsLeavesTheTranscriptAloneAndIsTheExitCode() throws Exception {
    Path file = folder.resolve("run.txt");
    JarProcess.Finished run =
        JarProcess.of(
                SAMPLE, "--local=morse", "-q", "-o", "text=" + file, "--exec", "sh -c 'exit 3'")
            .run();
    assertEquals(10, run.code(), run.err());
    assertEquals("HELLO WORLD THIS TEXT IS READ FROM SOUND\n", Files.readString(file));
    assertTrue(run.err().startsWith("bidi-client: --exec sh took "), run.err());
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeAnythingIsSent() throws Exception {
    for (List<String> options :
        List.of(
            List.of("--exec", "no-such-program-anywhere"),
            List.of("--exec", "'open"),
            List.of("--exec-per", "turn"),
            List.of("--webhook", "ftp://x/"),
            List.of("--webhook-key-file", "k"))) {
      JarProcess.Finished run =
          InProcess.run(
              options.contains("--exec"),
              Stream.concat(Stream.of(SAMPLE, "--local=morse"), options.stream())
                  .toArray(String[]::new));
      assertEquals(2, run.code(), options + run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void figuresAreThereAtTheEnd() throws Exception {
    Path file = folder.resolve("bidi.prom");
    JarProcess.Finished run =
        JarProcess.of(SAMPLE, "--local=morse", "-q", "--metrics", file.toString()).run();
    assertEquals(0, run.code(), run.err());
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.contains("bidi_inputs_total{status=\"complete\"} 1"), lines.toString());
    assertTrue(lines.contains("bidi_words_total 8"), lines.toString());
    assertTrue(lines.contains("bidi_exit_code 0"), lines.toString());
    run = InProcess.of(SAMPLE, "--local=morse", "-q", "--metrics", "emf").run();
    // One at the end, and on a slow machine others before it.
    assertTrue(run.err().contains("\"AudioSent\""), run.err());
    assertTrue(
        run.err().lines().allMatch(line -> line.startsWith("{\"_aws\":{\"Timestamp\":")),
        run.err());
    run = InProcess.of(SAMPLE, "--local=morse", "--metrics", "-").run();
    assertEquals(2, run.code(), run.err());
  }
}
