package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.MorseFile;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command writes never harms what was there, and one place that fails never the others. */
class OutputSafetyIT {
  @TempDir private Path folder;

  private Path audio;
  private byte[] before;

  @BeforeEach
  void record() throws IOException {
    audio = keyed("s.wav", "E");
    before = Files.readAllBytes(audio);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IN -o text=IN",
        "IN -o json=SYM",
        "IN -o jsonl=HARD",
        "IN IN2 -o jsonl=HARD",
        "IN --record IN",
        "IN --record SYM",
        "IN --save-audio HARD",
        "@LIST -o text=LIST",
        "@LIST --output-dir OUT",
        "check IN --min-words 1 --junit IN",
        "check IN --min-words 1 --junit SYM",
        "check IN --reference REF --junit REF"
      })
  void nothingIsEverOpenedOnAnInput(String command) throws Exception {
    Path other = keyed("other.wav", "T");
    Path link = Files.createSymbolicLink(folder.resolve("link.wav"), audio);
    Path hard = Files.createLink(folder.resolve("hard.wav"), audio);
    Path list = Files.writeString(folder.resolve("l.txt"), audio + "\n");
    Path reference = Files.writeString(folder.resolve("r.txt"), "e\n");
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.createLink(out.resolve("s.txt.part"), audio);
    Program run =
        run(
            command
                .replace("IN2", "" + other)
                .replace("IN", "" + audio)
                .replace("SYM", "" + link)
                .replace("HARD", "" + hard)
                .replace("LIST", "" + list)
                .replace("REF", "" + reference)
                .replace("OUT", "" + out)
                .split(" "));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("would overwrite the input"), run.err());
    assertArrayEquals(before, Files.readAllBytes(audio));
    assertEquals("e\n", Files.readString(reference));
    assertEquals(audio + "\n", Files.readString(list));
  }

  @Test
  void aFileInTheOutputDirectoryIsReplacedOnlyWhenAskedFor() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path mine = Files.writeString(out.resolve("s.txt"), "my own words\n");
    Program refused = run("" + audio, "--output-dir", "" + out);
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().startsWith("bidi-client: " + mine + " is there already"));
    assertEquals("my own words\n", Files.readString(mine));

    Program both =
        run("" + audio, "--output-dir", "" + out, "-o", "text", "-o", "srt", "--skip-existing");
    assertEquals(0, both.code(), both.err());
    assertEquals("my own words\n", Files.readString(mine));
    assertTrue(Files.exists(out.resolve("s.srt")));

    Program replaced = run("" + audio, "--output-dir", "" + out, "--overwrite");
    assertEquals(0, replaced.code(), replaced.err());
    assertEquals("E\n", Files.readString(mine));
  }

  @Test
  void aFileThatWasNamedIsReplacedAtTheEndAndThroughItsLink() throws Exception {
    Path file = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("named.txt"), file);
    Program run = run("" + audio, "-o", "text=" + link);
    assertEquals(0, run.code(), run.err());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("E\n", Files.readString(file));
    assertEquals(List.of(), parts());
  }

  @Test
  void oneFailingOutputEndsItsInputAlone() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.createDirectory(out.resolve("a.txt.part"));
    Program run =
        run(
            "" + keyed("a.wav", "A"),
            "" + keyed("b.wav", "B"),
            "" + keyed("c.wav", "C"),
            "--output-dir",
            "" + out);
    assertEquals(2, run.code(), run.err());
    assertEquals("B\n", Files.readString(out.resolve("b.txt")));
    assertEquals("C\n", Files.readString(out.resolve("c.txt")));
    assertTrue(run.err().contains("2 of 3 inputs complete"), run.err());
    assertTrue(
        run.err().lines().anyMatch(l -> l.matches("bidi-client: failed +2 .*a\\.wav")), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-o text=FULL",
        "-o jsonl=FULL",
        "-o srt=FULL",
        "-o json=FULL",
        "-o vtt=FULL",
        "--record FULL",
        "--save-audio FULL"
      })
  void aFullDiskIsOneFaultWithOneAnswer(String options) throws Exception {
    String command = audio + " " + options.replace("FULL", "/dev/full");
    Program run = run(command.split(" "));
    assertEquals(8, run.code(), run.err());
    assertTrue(run.err().contains("to /dev/full: No space left on device\n"), run.err());
    assertTrue(run.err().contains("hint: free some space"), run.err());
    assertFalse(run.err().contains("java."), run.err());
  }

  @Test
  void whatADirectoryHoldsBesideAudioIsSaid() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "no audio");
    Program run = run("" + folder, "-o", "text");
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err().contains("bidi-client: skipped 1 file that has no audio extension (notes.txt)\n"),
        run.err());
  }

  @Test
  void inputsThatWouldMeetKeepTheirExtensions() throws Exception {
    Path talk = keyed("talk.wav", "A");
    Path twin = Files.copy(keyed("x.wav", "B"), folder.resolve("talk.mp3"));
    Path out = folder.resolve("out");
    Program run = run("" + talk, "" + twin, "" + audio, "--output-dir", "" + out);
    assertEquals(0, run.code(), run.err());
    assertEquals("A\n", Files.readString(out.resolve("talk.wav.txt")));
    assertEquals("B\n", Files.readString(out.resolve("talk.mp3.txt")));
    assertEquals("E\n", Files.readString(out.resolve("s.txt")));
    assertEquals(
        1, run.err().lines().filter(l -> l.contains("keep their extensions")).count(), run.err());
  }

  @Test
  void theSameInputTwiceIsNamedTwice() throws Exception {
    Program run = run("" + audio, "" + audio, "--output-dir", "" + folder.resolve("out"));
    assertEquals(2, run.code());
    assertTrue(run.err().contains(audio + " and " + audio + " would be written"), run.err());
  }

  @Test
  void namesThatDifferOnlyInCaseAreTwoWhereTheDiskTellsThem() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    Files.move(keyed("a.wav", "A"), in.resolve("Talk.wav"));
    assumeTrue(Files.notExists(in.resolve("TALK.WAV")), "this disk does not tell case");
    Files.move(keyed("b.wav", "B"), in.resolve("talk.wav"));
    Files.move(keyed("c.wav", "C"), in.resolve("talk.mp3"));
    Path out = folder.resolve("out");
    Program run = run("" + in, "--output-dir", "" + out);
    assertEquals(0, run.code(), run.err());
    assertEquals("A\n", Files.readString(out.resolve("Talk.txt")));
    assertEquals("B\n", Files.readString(out.resolve("talk.wav.txt")));
    assertEquals("C\n", Files.readString(out.resolve("talk.mp3.txt")));
    try (Stream<Path> all = Files.list(out)) {
      assertEquals(3, all.count());
    }
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  private Path keyed(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    MorseFile.write(file, text, MorseKeyer.usual().atWpm(30), 1, MorseFile.Form.S16);
    return file;
  }

  private static Program run(String... arguments) {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--local=morse", "--pace", "max"))
            .toArray(String[]::new);
    return Program.run(Map.of(), "", all);
  }
}
