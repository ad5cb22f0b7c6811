package io.bidiclient;

import static io.bidiclient.TwoChannelCall.KEYER;
import static io.bidiclient.TwoChannelCall.LEFT;
import static io.bidiclient.TwoChannelCall.RIGHT;
import static io.bidiclient.TwoChannelCall.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.morse.MorseKeyer;
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

/**
 * Two people on two channels of one recording. A call, a pipe and three refusals go through the
 * packaged jar, the rest in this process.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LocalCredentials.class)
class SplitIT {
  private static final Set<String> PACKAGED_REFUSALS =
      Set.of("--channel 3", "--channel 0", "--split-channels --record x");

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

  @Test
  void aCallIsALineForEachTurnInTheOrderOfTime() throws Exception {
    JarProcess.Finished run =
        JarProcess.of(
                TwoChannelCall.write(folder).toString(), "--local=morse", "-q", "--split-channels")
            .run();
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
            .run(TwoChannelCall.interleaved());
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
    String left = sha256(TwoChannelCall.pcm().get(0));
    String right = sha256(TwoChannelCall.pcm().get(1));
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
        InProcess.of(
                TwoChannelCall.write(folder).toString(), "--local=morse", "-q", "--channel", "2")
            .env(Map.of("BIDI_OUTPUT", "text"))
            .run();
    assertEquals(RIGHT.text().strip() + "\n", run.out(), run.err());
    JarProcess.Finished proof =
        InProcess.of(
                TwoChannelCall.write(folder).toString(),
                "--local=morse",
                "-q",
                "--channel",
                "2",
                "-o",
                "jsonl=" + lines)
            .run();
    assertEquals(0, proof.code(), proof.err());
    assertTrue(Files.readString(lines).contains(sha256(TwoChannelCall.pcm().get(1))));
  }

  @Test
  void aMonoFileIsOneChannelWithItsLabel() throws Exception {
    JarProcess.Finished run =
        InProcess.of(
                TwoChannelCall.write(folder, KEYER.key("ONLY ME")).toString(),
                "--local=morse",
                "-q",
                "--split-channels")
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
                Stream.of(TwoChannelCall.write(folder).toString(), "--local=morse", "-q"),
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
        InProcess.of(
                TwoChannelCall.write(folder, nine).toString(),
                "--local=morse",
                "-q",
                "--split-channels")
            .run();
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("cannot split its 9 channels: 8 are the most"), run.err());
  }

  @Test
  void checkComparesOneText() throws Exception {
    JarProcess.Finished run =
        InProcess.of(
                "check",
                TwoChannelCall.write(folder).toString(),
                "--local=morse",
                "--split-channels")
            .run();
    assertEquals(2, run.code(), run.err());
  }

  @Test
  void aFileThatIsCutOffIsToldOnce() throws Exception {
    Path file = TwoChannelCall.write(folder);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1_000));
    JarProcess.Finished run =
        InProcess.of(file.toString(), "--local=morse", "-q", "--split-channels").run();
    assertEquals(3, run.code(), run.err());
    assertEquals(TEXT, run.out());
    assertEquals(2, run.err().lines().count(), run.err());
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
