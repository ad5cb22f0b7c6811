package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that transcribes behind {@code --local}. */
@Timeout(60)
class ModelCommandIT {
  private static final Map<String, String> PATH = Map.of("PATH", System.getenv("PATH"));

  @TempDir private Path folder;
  private Path audio;
  private int samples;

  @BeforeEach
  void key() throws Exception {
    // Over a minute of sound: three times what a mute server is given.
    byte[] pcm = MorseKeyer.usual().key("PARIS ".repeat(28).strip()).pcm16();
    samples = pcm.length / 2;
    assertTrue(samples > 60 * 16_000, samples + " samples");
    audio = Files.write(folder.resolve("a minute.raw"), pcm);
  }

  @Test
  void oneThatAnswersWhenItHasReadAllIsNotMute() {
    Program run = run("sh -c 'bytes=$(wc -c); printf \" %s\" $((bytes / 2)) samples'");
    assertAll(
        () -> assertEquals(0, run.code(), run.err()),
        () -> assertEquals(samples + " samples\n", run.out()),
        () -> assertFalse(run.err().contains("reconnecting"), run.err()),
        () -> assertFalse(run.err().contains("warning"), run.err()),
        () -> assertEquals(1, run.err().split("it may take 10 minutes", -1).length - 1, run.err()));
  }

  @Test
  void itsTimesAreThoseOfArrival() {
    Program run = run("sh -c 'cat >/dev/null; printf \" one two\"'", "-o", "jsonl");
    assertEquals(0, run.code(), run.err());
    List<String> deltas = run.out().lines().filter(l -> l.contains("\"type\":\"delta\"")).toList();
    assertFalse(deltas.isEmpty(), run.out());
    assertTrue(deltas.stream().allMatch(l -> l.contains("\"clock\":\"arrival\"")), run.out());
  }

  @Test
  void oneThatFailsIsToldInItsOwnWords() {
    Program run = run("sh -c 'cat >/dev/null; echo no weights >&2; exit 3'", "--retries", "0");
    assertEquals(7, run.code(), run.err());
    assertTrue(run.err().contains("sh ended with exit code 3: no weights"), run.err());
  }

  @Test
  void oneThatIsNotThereIsToldBeforeAnythingStarts() {
    Program run = run("nope --stdin");
    assertAll(
        () -> assertEquals(2, run.code(), run.err()),
        () -> assertTrue(run.err().contains("no program 'nope' was found"), run.err()),
        () -> assertFalse(run.err().contains("emulator on"), run.err()),
        () -> assertFalse(run.err().contains("reconnecting"), run.err()));
  }

  @Test
  void itNeedsTheEmulator() {
    Program run = Program.run(PATH, "", audio.toString(), "--model-command", "sh");
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("--model-command needs --local"), run.err());
  }

  private Program run(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(audio.toString(), "-f", "s16le", "--local", "--model-command", command));
    arguments.addAll(List.of("--pace", "max"));
    arguments.addAll(List.of(more));
    return Program.run(PATH, "", arguments.toArray(new String[0]));
  }
}
