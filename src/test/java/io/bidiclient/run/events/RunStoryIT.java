package io.bidiclient.run.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.cli.Program;
import io.bidiclient.morse.MorseKeyer;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person is told of a run at {@code -v}, from its settings to its figures. */
class RunStoryIT {
  private static final int RATE = 16_000;

  /** A line of each kind, in their order. */
  private static final List<String> LINES =
      List.of(
          "local morse: command line",
          "pace max: environment \\(BIDI_PACE\\)",
          "emulator on http://127\\.0\\.0\\.1:\\d+: .*",
          "\\d\\S* s: session 1: connecting",
          "\\d\\S* s: session 1: connected",
          "\\d\\S* s: session 1: created as \\S+",
          "\\d\\S* s: session 1: audio from 0\\.00 s of the input on",
          "\\d\\S* s: no sound from \\d\\S* s of the input on, for [34]\\.\\d s",
          "\\d\\S* s: session 1: cut at \\d\\S* s of the input, waiting for transcription\\.done",
          "\\d\\S* s: session 1: done, after \\d+ deltas",
          "\\d\\S* s: ended: complete",
          "figures",
          "  sent sha256    [0-9a-f]{64}");

  @Test
  void tellsSettingsSessionsPausesAndFigures() {
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    MorseKeyer keyer = MorseKeyer.usual().atWpm(40);
    audio.writeBytes(keyer.key("ONE").pcm16());
    audio.writeBytes(new byte[2 * 3 * RATE]);
    audio.writeBytes(keyer.key("TWO").pcm16());
    Program run =
        Program.run(
            Map.of("BIDI_PACE", "max"),
            audio.toByteArray(),
            "-",
            "--raw=s16le",
            "--rate=" + keyer.rate(),
            "--channels=1",
            "--local=morse",
            "-v");
    assertEquals(0, run.code(), run.err());
    assertEquals("ONE TWO\n", run.out());
    String lines =
        run.err()
            .lines()
            .map(line -> line.replaceFirst("^bidi-client: ", "") + "\n")
            .reduce("", String::concat);
    String wanted = String.join("\n(?:.*\n)*?", LINES) + "\n";
    assertTrue(Pattern.compile(wanted).matcher(lines).find(), run.err());
  }
}
