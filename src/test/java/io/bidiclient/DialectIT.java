package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenAI's names on the wire: 24 kHz there, Morse back to the letter. What names the dialect goes
 * through the packaged jar, what finds it out by itself and the rest in this process.
 */
@ExtendWith(LocalCredentials.class)
class DialectIT {
  @TempDir private static Path folder;
  private static Path file;
  private static String text;

  private final EmulatorOptions options = EmulatorOptions.defaults().withMode(EmulatorMode.OPENAI);

  @BeforeAll
  static void key() throws Exception {
    file = folder.resolve("dialect.wav");
    String words = "THE SAME WORDS IN ANOTHER DIALECT OF 24 KHZ";
    text = MorseFile.write(file, words, MorseKeyer.usual(), 1, MorseFile.Form.S16);
  }

  @ParameterizedTest
  @CsvSource({"auto, --url", "openai, --url", "auto, --endpoint-url", "openai, --endpoint-url"})
  void openAiNamesBringTheSameText(String dialect, String where) throws Exception {
    JarProcess.Finished run = run(options, where, dialect);
    assertEquals(text, run.out(), run.err());
    assertEquals(0, run.code(), run.err());
    assertFalse(run.err().contains("unknown event"), run.err());
  }

  @ParameterizedTest
  @CsvSource({"auto", "openai"})
  void aDroppedConnectionIsResumedToTheLetter(String dialect) throws Exception {
    List<FaultPlan> plans = List.of(FaultPlan.parse("drop@5x1"));
    JarProcess.Finished run = run(options.withFaults(plans), "--url", dialect);
    assertEquals(text, run.out(), run.err());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("reconnecting"), run.err());
  }

  @Test
  void aServerThatIsSilentUntilTheCommitIsNoStall() throws Exception {
    Path quiet = folder.resolve("late.wav");
    // The one word ends with the audio, so nothing comes for many times the stall time-out.
    String late =
        MorseFile.write(quiet, "PARIS", MorseKeyer.usual().atWpm(5), 1, MorseFile.Form.S16);
    try (Emulator emulator = Emulator.start(options)) {
      JarProcess.Finished run =
          InProcess.of(
                  quiet.toString(),
                  "--url",
                  emulator.webSocketUrl(),
                  "--pace",
                  "realtime",
                  "--first-delta-timeout",
                  "2s",
                  "--stall-timeout",
                  "1s",
                  "--retries",
                  "0")
              .run();
      assertEquals(late, run.out(), run.err());
      assertEquals(0, run.code(), run.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonl"})
  void wordsAreTimedByTheAudioThatWasSent(String format) throws Exception {
    JarProcess.Finished run = run(options, "--url", "auto", "--output", format);
    assertTrue(run.out().contains("\"clock\":\"arrival\""), run.out());
    assertFalse(run.out().contains("\"clock\":\"frames\""), run.out());
  }

  @Test
  void aModelThatIsNotServedIsToldAtOnce() throws Exception {
    JarProcess.Finished run = run(options, "--url", "auto", "--model", "no-such");
    assertEquals(5, run.code(), run.err());
    assertTrue(run.err().contains("serves no model named \"no-such\":"), run.err());
  }

  @ParameterizedTest
  @CsvSource({"auto", "vllm"})
  void vllmIsSpokenAsBefore(String dialect) throws Exception {
    JarProcess.Finished run = run(EmulatorOptions.defaults(), "--url", dialect);
    assertEquals(text, run.out(), run.err());
    assertEquals(0, run.code(), run.err());
  }

  private static JarProcess.Finished run(
      EmulatorOptions options, String where, String dialect, String... more) throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      String url = where.equals("--url") ? emulator.webSocketUrl() : emulator.url();
      String[] arguments = {
        file.toString(), where, url, "--dialect", dialect, "--pace", "max", "--region", "us-east-1"
      };
      String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
      System.arraycopy(more, 0, all, arguments.length, more.length);
      if (!dialect.equals("openai")) {
        return InProcess.of(all).run();
      }
      // The HTTP/2 wire is signed, by whomever.
      return JarProcess.of(all).env(JarProcess.AWS_KEYS).run();
    }
  }
}
