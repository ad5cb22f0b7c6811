package io.bidiclient;

import static io.bidiclient.TwoChannelCall.KEYER;
import static io.bidiclient.TwoChannelCall.LEFT;
import static io.bidiclient.TwoChannelCall.RIGHT;
import static io.bidiclient.TwoChannelCall.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of two channels that break or are refused, in this process. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LocalCredentials.class)
class SplitFailureIT {
  @TempDir private Path folder;

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

  private static String words(String transcript, String label) {
    return transcript
        .lines()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .collect(Collectors.joining(" "));
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
}
