package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The places that a transcript goes to, where they fail or others use them: nothing that is not
 * whole is ever taken for it, and nothing that was whole is lost.
 */
class FailingPlacesIT {
  private static final String TEXT = "EIN TEXT";

  @TempDir private Path folder;

  private Path audio;

  @BeforeEach
  void record() throws IOException {
    audio = folder.resolve("talk.wav");
    MorseFile.write(audio, TEXT, MorseKeyer.usual().atWpm(30), 1, MorseFile.Form.S16);
  }

  @Test
  void ofTwoRunsWithOneOutputTheSecondIsRefused() throws Exception {
    Path out = folder.resolve("out");
    Path part = out.resolve("stdin.txt.part");
    byte[] wav = Files.readAllBytes(audio);
    String[] command = {
      "-", "--local=morse", "-q", "--pace", "max", "--output-dir", "" + out, "--skip-existing"
    };
    Process first = JarProcess.of(command).spawn();
    try (OutputStream in = first.getOutputStream()) {
      in.write(wav, 0, wav.length * 4 / 5);
      in.flush();
      Await.until("a word", () -> Files.exists(part) && Files.readString(part).contains("EIN"));
      JarProcess.Finished second = JarProcess.of(command).run(wav);
      assertEquals(2, second.code(), second.err());
      assertTrue(second.err().contains("stdin.txt: it is being written already\n"), second.err());
      assertTrue(second.err().contains("  hint: wait until that has ended"), second.err());
      assertTrue(Files.readString(part).startsWith("EIN"));
      assertTrue(Files.notExists(out.resolve("stdin.txt")));
      in.write(wav, wav.length * 4 / 5, wav.length - wav.length * 4 / 5);
    }
    assertEquals(0, first.waitFor());
    assertEquals(TEXT + "\n", Files.readString(out.resolve("stdin.txt")));
    assertEquals(List.of("stdin.txt"), names(out));
  }

  @Test
  void aKilledRunKeepsNobodyOut() throws Exception {
    Path out = folder.resolve("out");
    Path part = out.resolve("talk.txt.part");
    String[] command = {
      "" + audio, "--local=morse", "-q", "--output-dir", "" + out, "--skip-existing", "--pace"
    };
    Process killed = JarProcess.of(with(command, "realtime")).spawn();
    Await.until("a word", () -> Files.exists(part) && Files.readString(part).contains("EIN"));
    killed.destroyForcibly().waitFor();
    assertEquals(List.of("talk.txt.part"), names(out));
    JarProcess.Finished next = JarProcess.of(with(command, "max")).run();
    assertEquals(0, next.code(), next.err());
    assertEquals(TEXT + "\n", Files.readString(out.resolve("talk.txt")));
    assertEquals(List.of("talk.txt"), names(out));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-o text=/dev/stdout",
        "-o json=/dev/stdout",
        "-o ttml=/dev/fd/1",
        "--output-dir OUT --record /dev/stdout",
        "--output-dir OUT --save-audio /dev/stdout"
      })
  void aPipeIsWrittenByItsName(String options) throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/stdout")), "this system names no open files");
    String[] names = options.replace("OUT", "" + folder.resolve("out")).split(" ");
    JarProcess.Finished run = run(names);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().length() > 40 || run.out().equals(TEXT + "\n"), run.out());
  }

  @Test
  void aDirectoryInTheWayIsToldBeforeAnythingIsSent() throws Exception {
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("talk.txt"));
    for (List<String> options :
        List.of(
            List.of("-o", "text=" + out),
            List.of("-o", "text=" + out.resolve("talk.txt"), "-o", "srt"),
            List.of("--output-dir", "" + out, "--skip-existing"),
            List.of("--output-dir", "" + out, "--overwrite"))) {
      JarProcess.Finished run = run(options.toArray(new String[0]));
      assertEquals(2, run.code(), options + run.err());
      assertTrue(run.err().contains(": Is a directory\n"), run.err());
      assertEquals("", run.out());
    }
    assertEquals(List.of("out", "talk.wav"), names(folder));
    assertEquals(List.of("talk.txt"), names(out));
  }

  @Test
  void twoOutputsNeverMeetInOneFile() throws Exception {
    Path real = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
    Path out = folder.resolve("out");
    for (List<String> options :
        List.of(
            List.of("-o", "text=" + real, "-o", "jsonl=" + link),
            List.of("--record", "" + real, "--save-audio", "" + link),
            List.of(
                "--output-dir", "" + out, "-o", "text", "-o", "jsonl=" + out.resolve("talk.txt")),
            List.of("--output-dir", "" + out, "--record", "" + out.resolve("talk.txt")))) {
      JarProcess.Finished run = run(options.toArray(new String[0]));
      assertEquals(2, run.code(), options + run.err());
      assertTrue(run.err().contains(": it is being written already\n"), run.err());
    }
    assertEquals("old", Files.readString(real));
    assertEquals(List.of(), names(out));
    assertEquals(List.of("link.txt", "out", "real.txt", "talk.wav"), names(folder));
  }

  @Test
  void aRunThatCannotBeginLeavesWhatWasThere() throws Exception {
    Path text = Files.writeString(folder.resolve("t.txt"), "old words");
    Path recording = Files.writeString(folder.resolve("t.rec"), "old recording");
    JarProcess.Finished run =
        run(
            "-o",
            "text=" + text,
            "--record",
            "" + recording,
            "--save-audio",
            folder + "/none/a.wav");
    assertEquals(2, run.code(), run.err());
    JarProcess.Finished refused =
        JarProcess.of("" + audio, "--url", "ws://127.0.0.1:9", "--retries", "0", "-o", "" + text)
            .run();
    assertEquals(6, refused.code(), refused.err());
    assertEquals("old words", Files.readString(text));
    assertEquals("old recording", Files.readString(recording));
    assertEquals(List.of("t.rec", "t.txt", "talk.wav"), names(folder));
  }

  /** A limit of 6 KiB for each file stands for a disk that is full in the middle. */
  @Test
  void aFullDiskCutsNoLineAndNoDocument() throws Exception {
    String line = "WORD ".repeat(120).strip();
    MorseFile.write(audio, line, MorseKeyer.usual().atWpm(40), 1, MorseFile.Form.S16);
    String command =
        "cd '"
            + folder
            + "'; ulimit -f 6; "
            + JarProcess.shellCommand()
            + " talk.wav --local=morse --pace max -q -o text -o jsonl=a.jsonl -o json=a.json"
            + " -o srt=a.srt --save-audio a.wav --record a.rec";
    Process process = new ProcessBuilder("bash", "-c", command).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(8, process.waitFor(), err);
    assertEquals(line + "\n", out);
    assertTrue(err.contains("cannot write the transcript to a.json: File too large\n"), err);
    assertTrue(err.contains("cannot write the audio to a.wav: File too large\n"), err);
    assertTrue(err.contains("cannot write the recording to a.rec: File too large\n"), err);
    assertTrue(SchemaCheck.lines(Files.readString(folder.resolve("a.jsonl.part"))) > 10);
    JsonNode document = SchemaCheck.document(Files.readString(folder.resolve("a.json.part")));
    assertEquals("running", document.get("status").asText());
    assertTrue(document.get("words").size() > 10);
    assertTrue(Files.readString(folder.resolve("a.srt")).endsWith("WORD\n\n"));
    assertTrue(Files.readString(folder.resolve("a.rec.part")).endsWith("}\n"));
    byte[] wav = Files.readAllBytes(folder.resolve("a.wav.part"));
    assertEquals(wav.length - 44, ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).getInt(40));
    assertFalse(names(folder).contains("a.jsonl"));
  }

  @Test
  void aRecordingThatWasCutShortGivesWhatItHolds() throws Exception {
    Path recording = folder.resolve("t.rec");
    JarProcess.Finished whole = run("--record", "" + recording);
    assertEquals(0, whole.code(), whole.err());
    String lines = Files.readString(recording);
    Path cut = folder.resolve("t.rec.part");
    Files.writeString(cut, lines.substring(0, lines.indexOf("\"event\":\"ended\"")));
    Path srt = folder.resolve("t.srt");
    JarProcess.Finished replayed = JarProcess.of("replay", "" + cut, "-o", "" + srt).run();
    assertEquals(8, replayed.code(), replayed.err());
    assertTrue(
        replayed.err().contains("the recording " + cut + " ends before its run did\n"),
        replayed.err());
    assertTrue(Files.readString(srt).contains("TEXT"), Files.readString(srt));

    for (String onto : List.of("jsonl=" + cut, "jsonl=" + recording)) {
      JarProcess.Finished refused = JarProcess.of("replay", "" + cut, "-o", onto).run();
      assertEquals(2, refused.code(), refused.err());
      assertTrue(refused.err().contains("would overwrite the input"), refused.err());
    }
    assertTrue(lines.startsWith(Files.readString(cut)));
  }

  /** Bytes of Latin-1, as older systems and archives have them in their names. */
  @Test
  void aNameThatIsNotUtf8IsToldAsSuch() throws Exception {
    String command =
        "cd '"
            + folder
            + "'; n=$(printf 'caf\\351.wav'); cp talk.wav \"$n\" || exit 99; "
            + JarProcess.shellCommand()
            + " --local=morse --pace max -q ";
    Finished named = bash(command + "\"$n\"");
    assumeTrue(named.code() != 99, "this file system has UTF-8 names only");
    assertEquals(3, named.code(), named.err());
    assertTrue(
        named.err().matches("(?s).*caf\\S*\\.wav: its name has bytes that are not UTF-8\n.*"),
        named.err());
    assertTrue(named.err().contains("hint: rename the file, or read it as standard input"));
    assertFalse(named.err().contains("LC_ALL"), named.err());
    Finished piped = bash(command + "- < \"$n\"");
    assertEquals(0, piped.code(), piped.err());
    assertEquals(TEXT + "\n", piped.out());
    Finished written = bash(command + "talk.wav -o \"text=$n.txt\"");
    assertEquals(2, written.code(), written.err());
    assertTrue(written.err().contains("has bytes that are not UTF-8"), written.err());
    assertEquals(2, names(folder).size(), names(folder).toString());
  }

  /** Java tells errors in the system's words, which are those of the locale. */
  @Test
  void errorsAreKnownInOtherLanguagesToo() throws Exception {
    Tool.need("localedef");
    assumeTrue(
        Files.exists(Path.of("/usr/share/locale/de/LC_MESSAGES/libc.mo")),
        "this system speaks no German");
    Process made =
        new ProcessBuilder("localedef", "-i", "de_DE", "-f", "UTF-8", folder + "/de_DE.UTF-8")
            .redirectErrorStream(true)
            .start();
    made.getInputStream().transferTo(OutputStream.nullOutputStream());
    assumeTrue(made.waitFor(1, TimeUnit.MINUTES) && Files.exists(folder.resolve("de_DE.UTF-8")));
    String command =
        "env LOCPATH='"
            + folder
            + "' LC_ALL=de_DE.UTF-8 "
            + JarProcess.shellCommand()
            + " '"
            + audio
            + "' --local=morse -q";
    Finished gone = bash(command + " --pace realtime | head -c 1; exit ${PIPESTATUS[0]}");
    assertEquals(0, gone.code(), gone.err());
    assertEquals("", gone.err());
    Finished full = bash(command + " --pace max -o text=/dev/full");
    assertEquals(8, full.code(), full.err());
    assertTrue(full.err().contains("Auf dem Ger"), full.err());
    assertTrue(full.err().contains("hint: free some space"), full.err());
  }

  private record Finished(int code, String out, String err) {}

  private static Finished bash(String command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", command);
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Finished(process.waitFor(), out, err);
  }

  private JarProcess.Finished run(String... options) throws Exception {
    String[] command = {"" + audio, "--local=morse", "-q", "--pace", "max"};
    return JarProcess.of(with(command, options)).run();
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }

  private static List<String> names(Path place) throws IOException {
    if (Files.notExists(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
