package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsIT {
  private static final Path SAMPLE = Path.of(System.getProperty("bidi.samples"), "hello-morse.wav");

  private static final List<String> FORMATS =
      List.of("text", "json", "jsonl", "srt", "vtt", "ttml", "csv", "tsv", "md");

  @TempDir private Path folder;

  @Test
  void everyWordEndsWithinAFrameOfWhereItWasKeyed() throws Exception {
    Path file = folder.resolve("keyed.wav");
    MorseKeyer keyer = MorseKeyer.usual().atWpm(25);
    String text = "CQ DE KL7J THE QUICK BROWN FOX 73 ES GL";
    MorseFile.write(file, text, keyer, 1, MorseFile.Form.S16);
    JarProcess.Finished run =
        InProcess.of(file.toString(), "--local=morse", "-q", "-o", "json").run();
    assertEquals(0, run.code(), run.err());
    JsonNode words = SchemaCheck.document(run.out()).get("words");
    List<MorseKeyer.Word> keyed = keyer.key(text).words();
    assertEquals(keyed.size(), words.size());
    for (int i = 0; i < keyed.size(); i++) {
      assertEquals(keyed.get(i).text(), words.get(i).get("text").asText());
      double end = keyed.get(i).end() / 16_000.0;
      assertEquals(end, words.get(i).get("end").asDouble(), 0.0801, keyed.get(i).text());
      assertEquals("frames", words.get(i).get("clock").asText());
    }
  }

  @Test
  void aRecordingReplaysToTheSameBytesInEveryFormat() throws Exception {
    Path recording = folder.resolve("run.rec");
    JarProcess.Finished live =
        JarProcess.of(
                outputs(
                    "live", SAMPLE.toString(), "--local=morse", "-q", "--record", "" + recording))
            .run();
    JarProcess.Finished replayed =
        InProcess.of(outputs("again", "replay", recording.toString())).run();
    assertEquals(0, live.code(), live.err());
    assertEquals(0, replayed.code(), replayed.err());
    for (String format : FORMATS) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("live." + format)),
          Files.readAllBytes(folder.resolve("again." + format)),
          format);
    }
    assertFalse(Files.readString(recording).contains("AWS4-HMAC"));
    SchemaCheck.lines(Files.readString(folder.resolve("live.jsonl")));
  }

  @Test
  void theEmulatorSaysARecordingAgain() throws Exception {
    Path recording = folder.resolve("said.rec");
    InProcess.of(SAMPLE.toString(), "--local=morse", "-q", "--record", "" + recording).run();
    Process emulator = JarProcess.of("emulator", "--port", "0", "--replay", "" + recording).spawn();
    try (BufferedReader notes = emulator.errorReader(StandardCharsets.UTF_8)) {
      String url = notes.readLine().replaceAll(".*(http://[0-9.:]+):.*", "$1");
      Path silence = Files.write(folder.resolve("silence.raw"), new byte[32_000 * 22]);
      JarProcess.Finished run =
          JarProcess.of("" + silence, "-f", "s16le", "--endpoint-url", url, "--region", "x-y-1")
              .env(JarProcess.AWS_KEYS)
              .run();
      assertEquals("HELLO WORLD THIS TEXT IS READ FROM SOUND\n", run.out(), run.err());
    } finally {
      emulator.destroy();
    }
  }

  @Test
  void whatIsNoRecordingIsNotReplayed() throws Exception {
    JarProcess.Finished run = InProcess.of("replay", SAMPLE.toString()).run();
    assertEquals(3, run.code());
    assertTrue(run.err().startsWith("bidi-client: cannot replay "), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
  }

  @Test
  void whatAKilledRunLeavesIsValid() throws Exception {
    Process process =
        JarProcess.of(
                outputs("killed", SAMPLE.toString(), "--local=morse", "-q", "--pace", "realtime"))
            .spawn();
    Path lines = folder.resolve("killed.jsonl.part");
    await(process, lines, "WORLD");
    process.destroyForcibly().waitFor();
    assertTrue(SchemaCheck.lines(Files.readString(lines)) >= 3);
    JsonNode document = SchemaCheck.document(Files.readString(folder.resolve("killed.json.part")));
    assertEquals("running", document.get("status").asText());
    assertEquals("HELLO", document.get("words").get(0).get("text").asText());
    assertEquals("HELLO WORLD", Files.readString(folder.resolve("killed.text.part")));
    assertTrue(Files.readString(folder.resolve("killed.srt.part")).endsWith("HELLO\n\n"));
  }

  @Test
  void aRunThatIsKilledBehindABreakIsMadeWholeByTheNext() throws Exception {
    String text = "ONE LINE OF TIME FOR ALL THE SESSIONS";
    Path file = folder.resolve("talk.wav");
    MorseFile.write(file, text, MorseKeyer.usual().atWpm(30), 1, MorseFile.Form.S16);
    Path out = folder.resolve("out");
    FaultPlan drop = FaultPlan.at(Fault.DROP, 60).times(1);
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withFaults(List.of(drop)))) {
      List<String> command = new ArrayList<>(List.of("" + file, "--url", emulator.webSocketUrl()));
      command.addAll(List.of("--output-dir", "" + out, "-o", "text", "-o", "jsonl"));
      command.addAll(List.of("--skip-existing", "--pace"));
      Process process = JarProcess.of(with(command, "realtime")).spawn();
      String began = await(process, out.resolve("talk.jsonl.part"), "TIME");
      assertTrue(began.contains("\"retry\""), began);
      process.destroyForcibly().waitFor();
      assertFalse(Files.exists(out.resolve("talk.txt")));

      JarProcess.Finished next = JarProcess.of(with(command, "max")).run();
      assertEquals(0, next.code(), next.err());
      assertEquals(text + "\n", Files.readString(out.resolve("talk.txt")));
      Files.writeString(out.resolve("talk.txt"), "mine");
      JarProcess.Finished last = InProcess.of(with(command, "max")).run();
      assertEquals(0, last.code(), last.err());
      assertEquals("mine", Files.readString(out.resolve("talk.txt")));
    }
  }

  private static String[] with(List<String> command, String last) {
    return Stream.concat(command.stream(), Stream.of(last)).toArray(String[]::new);
  }

  /** Waits until a running process has written a text to a file; returns all of the file. */
  private static String await(Process process, Path file, String text) throws Exception {
    long limit = System.nanoTime() + 60_000_000_000L;
    while (!Files.exists(file) || !Files.readString(file).contains(text)) {
      assertTrue(System.nanoTime() < limit && process.isAlive(), text + " did not come");
      process.onExit().completeOnTimeout(process, 50, TimeUnit.MILLISECONDS).join();
    }
    return Files.readString(file);
  }

  @Test
  void ffmpegReadsTheSubtitles() throws Exception {
    Tool.need("ffmpeg");
    JarProcess.Finished run =
        InProcess.of(outputs("film", SAMPLE.toString(), "--local=morse", "-q")).run();
    assertEquals(0, run.code(), run.err());
    for (String format : List.of("srt", "vtt")) {
      Process ffmpeg =
          new ProcessBuilder("ffmpeg", "-v", "error", "-i", "film." + format, "-f", "srt", "-")
              .directory(folder.toFile())
              .start();
      ffmpeg.getOutputStream().close();
      String read = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String said = new String(ffmpeg.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("", said, format);
      assertEquals(0, ffmpeg.waitFor(), format);
      assertEquals(Files.readString(folder.resolve("film.srt")), read, format);
    }
  }

  @Test
  void ofAHundredFilesThreeBrokenOnesDoNotStopTheOthers() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in/sub")).getParent();
    MorseKeyer quick = MorseKeyer.usual().atWpm(30);
    for (int i = 0; i < 97; i++) {
      Path file = in.resolve(i % 2 == 0 ? "f" + i + ".wav" : "sub/f" + i + ".wav");
      MorseFile.write(file, "F" + i, quick, 1, MorseFile.Form.S16);
    }
    Files.createFile(in.resolve("empty.wav"));
    Files.writeString(in.resolve("text.wav"), "no audio at all, and no header either");
    Files.writeString(in.resolve("sub/short.wav"), "RIFF");
    Path out = folder.resolve("out");
    String[] command = {
      in.toString(), "--local=morse", "--pace", "max", "--jobs", "8", "--output-dir", out.toString()
    };
    JarProcess.Finished run = JarProcess.of(command).run();
    assertEquals(3, run.code(), run.err());
    assertEquals("", run.out());
    for (int i = 0; i < 97; i++) {
      Path file = out.resolve(i % 2 == 0 ? "f" + i + ".txt" : "sub/f" + i + ".txt");
      assertEquals("F" + i + "\n", Files.readString(file));
    }
    try (Stream<Path> all = Files.walk(out)) {
      assertEquals(97, all.filter(Files::isRegularFile).count());
    }
    assertTrue(run.err().contains("97 of 100 inputs complete"), run.err());
    assertEquals(3, run.err().lines().filter(l -> l.contains("failed      3")).count(), run.err());

    String[] again =
        Stream.concat(Stream.of(command), Stream.of("--skip-existing")).toArray(String[]::new);
    JarProcess.Finished second = InProcess.of(again).run();
    assertEquals(3, second.code());
    assertTrue(second.err().contains("0 of 3 inputs complete, 97 skipped"), second.err());
  }

  @Test
  void aListAndShardsShareTheInputsOut() throws Exception {
    StringBuilder list = new StringBuilder("# all\n\n");
    for (int i = 0; i < 6; i++) {
      Path file = folder.resolve("w" + i + ".wav");
      MorseFile.write(file, "N" + i, MorseKeyer.usual(), 1, MorseFile.Form.S16);
      list.append(file).append('\n');
    }
    Path names = Files.writeString(folder.resolve("list.txt"), list);
    int lines = 0;
    for (String index : List.of("0", "1", "2")) {
      JarProcess.Finished run =
          InProcess.of("@" + names, "--local=morse", "-q", "--pace", "max", "--shard", "env/3")
              .env(Map.of("JOB_COMPLETION_INDEX", index))
              .run();
      assertEquals(0, run.code(), run.err());
      lines += (int) run.out().lines().count();
    }
    assertEquals(6, lines);
  }

  @Test
  void figuresOfARealTimeRunAreThoseOfAServerThatKeepsUp() throws Exception {
    Path file = folder.resolve("f.wav");
    MorseFile.write(file, "E PARIS", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    JarProcess.Finished run =
        InProcess.of(file.toString(), "--local=morse", "-q", "--pace", "realtime", "-o", "jsonl")
            .run();
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    JsonNode summary = SchemaCheck.document(lines.get(lines.size() - 1));
    assertTrue(summary.get("complete").asBoolean());
    assertTrue(summary.get("lag_p50_ms").asLong() >= 480, summary.toString());
    assertTrue(summary.get("first_delta_ms").asLong() > 0, summary.toString());
    assertEquals(7, SchemaCheck.lines(run.out()), run.out());
  }

  @Test
  void aFailureIsTheLinesLastWordsToo() throws Exception {
    JarProcess.Finished run = InProcess.of("nope.wav", "--local=morse", "-q", "-o", "jsonl").run();
    assertEquals(3, run.code());
    assertEquals(2, SchemaCheck.lines(run.out()), run.out());
    assertTrue(run.out().contains("\"type\":\"error\",\"code\":\"input\""), run.out());
    assertTrue(run.out().contains("\"status\":\"failed\""), run.out());
  }

  private String[] outputs(String name, String... command) {
    Stream<String> outputs =
        FORMATS.stream().flatMap(f -> Stream.of("-o", f + "=" + folder.resolve(name + "." + f)));
    return Stream.concat(Stream.of(command), outputs).toArray(String[]::new);
  }
}
