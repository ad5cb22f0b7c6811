package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the emulator's options take, before anything is started. */
class EmulatorCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 99999          | '--port': '99999' is not a port: a number from 0 to 65535",
        "--port -1             | '--port': '-1' is not a port",
        "--mode loud           | '--mode': 'loud' is not one of released, legacy, next, mute",
        "--fault nothing       | '--fault' (SPEC): no fault 'nothing': one of refused, silent",
        "--cadence never       | 'never' is not one of frame, half-frame, two-frames, token, segment",
        "--spacing wide        | '--spacing': 'wide' is not one of leading, trailing, none",
        "--reword case,accent  | 'accent' is not one of case, punctuation, word",
        "--text-delay soon     | '--text-delay': 'soon' is not a duration such as 30s or 250ms",
        "--text-delay 2m       | '--text-delay': '2m' is more than a minute",
        "--text-delay 751      | '--text-delay': '751' is more than a minute",
        "--capacity 0          | a capacity is at least 1",
        "--capacity 2 --frame-time 81ms | a frame time is more than 0 and at most 80 ms",
        "--model oracle        | '--model': 'oracle' is not a model: speech or morse",
        "--model-command nope  | --model-command: no program 'nope' was found",
        "--model morse --model-command sh | cannot be combined",
        "--replay a --upstream ws://a:1   | cannot be combined",
        "--upstream http://a   | --upstream takes ws://HOST:PORT or wss://HOST:PORT",
        "--max-sessions 0      | take numbers from 1 on",
      })
  void aWrongValueIsToldWithTheRightOnes(String options, String words) {
    Program run = run(options);
    assertAll(
        () -> assertEquals(2, run.code(), run.err()),
        () -> assertTrue(run.err().contains(words), run.err()),
        () -> assertFalse(run.err().contains("Exception"), run.err()),
        () -> assertFalse(run.err().contains("emulator on"), run.err()));
  }

  @ParameterizedTest
  @CsvSource({
    "--text-delay 25, text-delay           25",
    "--text-delay 480ms, text-delay           6 ",
    "--cadence half-frame, cadence              half-frame",
    "--cadence TOKEN, cadence              token",
    "--capacity 3, capacity             3"
  })
  void aRightValueIsExplained(String options, String shown) {
    Program run = run(options + " --explain");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains(shown), run.out());
  }

  @Test
  void aProgramIsFoundOnTheSearchPath() {
    Program run = run("--model-command sh --explain");
    assertEquals(0, run.code(), run.err());
  }

  private static Program run(String options) {
    String[] arguments = ("emulator " + options).split(" ");
    return Program.run(Map.of("PATH", "/usr/bin:/bin"), "", arguments);
  }
}
