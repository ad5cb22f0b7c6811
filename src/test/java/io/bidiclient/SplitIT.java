package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two people on two channels of one recording. A call, a pipe, three refusals and what signals and
 * pipes decide go through the packaged jar, the rest in this process.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LocalCredentials.class)
class SplitIT {
  private static final Set<String> PACKAGED_REFUSALS =
      Set.of("--channel 3", "--channel 0", "--split-channels --record x");

  private static final MorseKeyer KEYER = MorseKeyer.usual().atWpm(30);

  /** The two alternate, and one speaks while the other does. */
  private static final MorseKeyer.Keyed LEFT = KEYER.key("WHO IS IT NOW", 0.5, 1);

  private static final MorseKeyer.Keyed RIGHT = KEYER.atTone(700).key("YES AND YOU KNOW ME", 2, 1);

  /** YES falls into the first turn, whose words are less than a breath apart, and waits. */
  private static final String TEXT =
      """
      [1] WHO IS IT
      [2] YES AND
      [1] NOW
      [2] YOU KNOW ME
      """;

  @TempDir private Path folder;

  /** A word of a channel, with the second in which its last tone ends. */
  private record Said(int channel, String text, double end) {}

  private static List<Said> said(MorseKeyer.Keyed... channels) {
    return IntStream.range(0, channels.length)
        .boxed()
        .flatMap(
            i ->
                channels[i].words().stream()
                    .map(word -> new Said(i + 1, word.text(), word.end() / 16_000.0)))
        .sorted(Comparator.comparingDouble(Said::end))
        .toList();
  }

  /** A call of which a session that says nothing holds back the second half. */
  private Path longCall() throws Exception {
    Path file = folder.resolve("long.wav");
    MorseFile.write(
        file,
        16_000,
        MorseFile.Form.S16,
        joined(LEFT, KEYER.key("LATE", 100, 1)),
        joined(RIGHT, KEYER.key("TOO", 104, 1)));
    return file;
  }

  private static float[] joined(MorseKeyer.Keyed first, MorseKeyer.Keyed second) {
    float[] all = Arrays.copyOf(first.samples(), first.samples().length + second.samples().length);
    System.arraycopy(second.samples(), 0, all, first.samples().length, second.samples().length);
    return all;
  }

  private Path call() throws Exception {
    return call(LEFT, RIGHT);
  }

  private Path call(MorseKeyer.Keyed... channels) throws Exception {
    Path file = folder.resolve("call.wav");
    float[][] samples =
        Arrays.stream(channels).map(MorseKeyer.Keyed::samples).toArray(float[][]::new);
    MorseFile.write(file, 16_000, MorseFile.Form.S16, samples);
    return file;
  }

  /** PCM16 of both channels, as long as the longer. */
  private static List<byte[]> pcm() {
    byte[] left = LEFT.pcm16();
    byte[] right = RIGHT.pcm16();
    int length = Math.max(left.length, right.length);
    return List.of(Arrays.copyOf(left, length), Arrays.copyOf(right, length));
  }

  private static byte[] interleaved() {
    List<byte[]> channels = pcm();
    ByteBuffer all = ByteBuffer.allocate(2 * channels.get(0).length);
    for (int i = 0; i < channels.get(0).length; i += 2) {
      for (byte[] channel : channels) {
        all.put(channel, i, 2);
      }
    }
    return all.array();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aCallIsALineForEachTurnInTheOrderOfTime() throws Exception {
    JarProcess.Finished run =
        JarProcess.of(call().toString(), "--local=morse", "-q", "--split-channels").run();
    assertEquals(0, run.code(), run.err());
    assertEquals(TEXT, run.out());
  }

  @Test
  void everyWordHasItsChannelAndItsTimeOnTheOneTimeLine() throws Exception {
    MorseKeyer.Keyed left = KEYER.atRate(48_000).key("WHO IS IT NOW", 0.5, 1);
    MorseKeyer.Keyed right = KEYER.atRate(48_000).key("YES AND YOU KNOW ME", 2, 1);
    Path file = folder.resolve("wide.wav");
    MorseFile.write(file, 48_000, MorseFile.Form.S24, left.samples(), right.samples());
    JarProcess.Finished run =
        InProcess.of(file.toString(), "--local=morse", "-q", "--split-channels", "-o", "json")
            .run();
    assertEquals(0, run.code(), run.err());
    JsonNode document = SchemaCheck.document(run.out());
    List<Said> wanted = said(LEFT, RIGHT);
    JsonNode words = document.get("words");
    assertEquals(wanted.size(), words.size());
    for (int i = 0; i < wanted.size(); i++) {
      assertEquals(wanted.get(i).text(), words.get(i).get("text").asText());
      assertEquals(wanted.get(i).channel(), words.get(i).get("channel").asInt());
      assertEquals(wanted.get(i).end(), words.get(i).get("end").asDouble(), 0.0801);
    }
    assertEquals(TEXT, document.get("text").asText() + "\n");
  }

  @Test
  void aPipeIsReadOnceAndEachChannelArrivesToTheBit() throws Exception {
    JarProcess.Finished run =
        JarProcess.of("-", "-f", "s16le", "-c", "2", "--local=morse", "-q", "--split-channels")
            .env(Map.of("BIDI_OUTPUT", "jsonl", "BIDI_CHANNEL_NAMES", "agent,caller"))
            .run(interleaved());
    assertEquals(0, run.code(), run.err());
    SchemaCheck.lines(run.out());
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(SchemaCheck.document(line));
    }
    for (int channel = 1; channel <= 2; channel++) {
      int number = channel;
      String text =
          lines.stream()
              .filter(line -> line.get("type").asText().equals("delta"))
              .filter(line -> line.get("channel").asInt() == number)
              .map(line -> line.get("text").asText())
              .collect(Collectors.joining());
      assertEquals((channel == 1 ? LEFT : RIGHT).text(), text);
    }
    JsonNode summary = lines.get(lines.size() - 1);
    assertTrue(summary.get("complete").asBoolean());
    assertEquals(2, summary.get("sessions").asInt());
    String left = sha256(pcm().get(0));
    String right = sha256(pcm().get(1));
    assertEquals(left, summary.get("channels").get(0).get("sent_sha256").asText());
    assertEquals(right, summary.get("channels").get(1).get("sent_sha256").asText());
    assertEquals("caller", summary.get("channels").get(1).get("channel_name").asText());
    byte[] digests = (left + "\n" + right + "\n").getBytes(StandardCharsets.US_ASCII);
    assertEquals(sha256(digests), summary.get("sent_sha256").asText());
  }

  @Test
  void onePickedChannelArrivesToTheBit() throws Exception {
    Path lines = folder.resolve("lines.jsonl");
    JarProcess.Finished run =
        InProcess.of(call().toString(), "--local=morse", "-q", "--channel", "2")
            .env(Map.of("BIDI_OUTPUT", "text"))
            .run();
    assertEquals(RIGHT.text().strip() + "\n", run.out(), run.err());
    JarProcess.Finished proof =
        InProcess.of(
                call().toString(), "--local=morse", "-q", "--channel", "2", "-o", "jsonl=" + lines)
            .run();
    assertEquals(0, proof.code(), proof.err());
    assertTrue(Files.readString(lines).contains(sha256(pcm().get(1))));
  }

  @Test
  void aMonoFileIsOneChannelWithItsLabel() throws Exception {
    JarProcess.Finished run =
        InProcess.of(
                call(KEYER.key("ONLY ME")).toString(), "--local=morse", "-q", "--split-channels")
            .run();
    assertEquals(0, run.code(), run.err());
    assertEquals("[1] ONLY ME\n", run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--channel 3 | 3 | there is no channel 3: it has 2",
        "--channel 0 | 2 | '0' is neither mix nor a number from 1 to 64",
        "--channel left | 2 | 'left' is neither mix nor a number",
        "--channel 1 --split-channels | 2 | leave one out",
        "--channel-names a,b | 2 | --channel-names labels the channels of --split-channels",
        "--split-channels --record x | 2 | --record keeps one session after another",
        "--split-channels again.wav | 2 | several inputs cannot be distinguished in text"
      })
  void whatCannotBeMeantIsRefused(String options, int code, String message) throws Exception {
    String[] command =
        Stream.concat(
                Stream.of(call().toString(), "--local=morse", "-q"),
                Stream.of(options.split(" ", -1)))
            .toArray(String[]::new);
    JarProcess.Finished run = InProcess.run(PACKAGED_REFUSALS.contains(options), command);
    assertEquals(code, run.code(), run.err());
    assertTrue(run.firstComplaint().contains(message), run.err());
    assertEquals("", run.out());
  }

  @Test
  void nineChannelsAreTooMany() throws Exception {
    MorseKeyer.Keyed[] nine = new MorseKeyer.Keyed[9];
    Arrays.fill(nine, KEYER.key("E"));
    JarProcess.Finished run =
        InProcess.of(call(nine).toString(), "--local=morse", "-q", "--split-channels").run();
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("cannot split its 9 channels: 8 are the most"), run.err());
  }

  @Test
  void checkComparesOneText() throws Exception {
    JarProcess.Finished run =
        InProcess.of("check", call().toString(), "--local=morse", "--split-channels").run();
    assertEquals(2, run.code(), run.err());
  }

  @Test
  void aFileThatIsCutOffIsToldOnce() throws Exception {
    Path file = call();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1_000));
    JarProcess.Finished run =
        InProcess.of(file.toString(), "--local=morse", "-q", "--split-channels").run();
    assertEquals(3, run.code(), run.err());
    assertEquals(TEXT, run.out());
    assertEquals(2, run.err().lines().count(), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset@60x1", "silentx1", "stops-reading@40x1", "no-donex1", "drop@90x1"})
  void aSessionThatBreaksIsResumedAndHoldsTheOtherBack(String fault) throws Exception {
    JarProcess.Finished run = against(fault, "--split-channels");
    assertEquals(0, run.code(), run.err());
    // The words that were sent again may stand a turn earlier or later: each channel's are whole.
    String all = TEXT + "[1] LATE\n[2] TOO\n";
    assertEquals(words(all, "[1] "), words(run.out(), "[1] "), run.out());
    assertEquals(words(all, "[2] "), words(run.out(), "[2] "), run.out());
  }

  private static String words(String transcript, String label) {
    return transcript
        .lines()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void aChannelThatFailsForGoodLeavesTheOtherWhole() throws Exception {
    Path lines = folder.resolve("lines.jsonl");
    JarProcess.Finished run =
        against("http-403x1", "--split-channels", "-o", "text", "-o", "jsonl=" + lines);
    assertEquals(4, run.code(), run.err());
    List<String> either =
        List.of("[1] WHO IS IT NOW\n[1] LATE\n", "[2] YES AND YOU KNOW ME\n[2] TOO\n");
    assertTrue(either.contains(run.out()), run.out());
    int failed = 2 - either.indexOf(run.out());
    assertTrue(run.err().contains("[" + failed + "] is no longer transcribed: "), run.err());
    assertTrue(run.err().contains("bidi-client: channel " + failed + ": "), run.err());
    String all = Files.readString(lines);
    SchemaCheck.lines(all);
    JsonNode summary = SchemaCheck.document(all.lines().reduce((a, b) -> b).orElseThrow());
    assertEquals("failed", summary.get("status").asText());
    assertEquals("failed", summary.get("channels").get(failed - 1).get("status").asText());
    assertEquals("complete", summary.get("channels").get(2 - failed).get("status").asText());
    assertTrue(
        all.contains("\"type\":\"error\",\"channel\":" + failed + ",\"code\":\"auth\""), all);
  }

  @Test
  void whatAllChannelsFailByIsToldAsOneProblem() throws Exception {
    JarProcess.Finished run = against("http-403", "--split-channels");
    assertEquals(4, run.code(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().filter(line -> line.contains("hint")).count(), run.err());
  }

  @Test
  void oneWhoSaysNothingHoldsNobodyUpWhereServersAnswerOnlyWords() throws Exception {
    Path lines = folder.resolve("lines.jsonl");
    Path file = call(LEFT, KEYER.key("YES", 9, 1));
    EmulatorOptions options = EmulatorOptions.defaults().withMode(EmulatorMode.OPENAI);
    try (Emulator emulator = Emulator.start(options)) {
      Process process =
          JarProcess.of(
                  file.toString(),
                  "--url",
                  emulator.webSocketUrl(),
                  "--dialect",
                  "openai",
                  "--pace",
                  "realtime",
                  "--split-channels",
                  "-o",
                  "text",
                  "-o",
                  "jsonl=" + lines)
              .spawn();
      try (InputStream out = process.getInputStream()) {
        assertEquals("[1] WHO", new String(out.readNBytes(7), StandardCharsets.UTF_8));
        assertFalse(
            Files.readString(folder.resolve("lines.jsonl.part")).contains("YES"),
            "printed only once the other spoke");
        assertEquals(
            " IS IT NOW\n[2] YES\n", new String(out.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(0, process.waitFor());
    }
    assertTrue(Files.readString(lines).contains("\"clock\":\"arrival\""));
  }

  @Test
  void anInterruptionFinishesEveryChannel() throws Exception {
    byte[] all = interleaved();
    Path lines = folder.resolve("lines.jsonl");
    Process process =
        JarProcess.of("-", "-f", "s16le", "-c", "2", "--local=morse", "--split-channels")
            .env(Map.of("BIDI_OUTPUT", "jsonl=" + lines))
            .spawn();
    try (OutputStream in = process.getOutputStream()) {
      // All of it is there, and the pipe stays open: only the signal ends it.
      in.write(all);
      in.flush();
      Path part = lines.resolveSibling(lines.getFileName() + ".part");
      Await.until(
          "the last word",
          () -> Files.exists(part) && Files.readString(part).contains("\" KNOW\""));
      long began = System.nanoTime();
      signal(process, "INT");
      assertEquals(130, process.waitFor());
      assertTrue(System.nanoTime() - began < 4_500_000_000L);
    }
    String text = Files.readString(lines);
    SchemaCheck.lines(text);
    JsonNode summary = SchemaCheck.document(text.lines().reduce((a, b) -> b).orElseThrow());
    assertEquals("summary", summary.get("type").asText());
    assertEquals("partial", summary.get("status").asText());
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(said.contains("[1] interrupted: the transcript is of the first"), said);
    assertTrue(said.contains("[2] interrupted: the transcript is of the first"), said);
  }

  @Test
  void aReaderThatGoesAwayStopsEveryChannel() throws Exception {
    Process process =
        JarProcess.of(call().toString(), "--local=morse", "-q", "--split-channels").spawn();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      assertEquals("[1] W", new String(out.readNBytes(5), StandardCharsets.UTF_8));
    }
    assertEquals(0, process.waitFor());
    assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void sevenMinutesOfTwoSilentChannelsFitIntoASmallHeap() throws Exception {
    Process process =
        JarProcess.withJvm(
                List.of("-Xmx64m"),
                "-",
                "-f",
                "u8",
                "-r",
                "8000",
                "-c",
                "2",
                "--local=morse",
                "-q",
                "--split-channels",
                "--pace",
                "max",
                "--stats")
            .spawn();
    byte[] second = new byte[16_000];
    Arrays.fill(second, (byte) 128);
    try (OutputStream in = process.getOutputStream()) {
      for (int i = 0; i < 420; i++) {
        in.write(second);
      }
    }
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("840.00 s sent"), said);
  }

  private JarProcess.Finished against(String fault, String... options) throws Exception {
    EmulatorOptions emulated =
        EmulatorOptions.defaults().withFaults(List.of(FaultPlan.parse(fault)));
    try (Emulator emulator = Emulator.start(emulated)) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  longCall().toString(),
                  "--region",
                  "us-east-1",
                  "--endpoint-url",
                  emulator.url(),
                  "--pace",
                  "max",
                  "--connect-timeout",
                  "4s",
                  "--session-timeout",
                  "4s",
                  "--stall-timeout",
                  "2s",
                  "--done-timeout",
                  "2s"));
      command.addAll(List.of(options));
      return InProcess.of(command.toArray(String[]::new)).run();
    }
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
