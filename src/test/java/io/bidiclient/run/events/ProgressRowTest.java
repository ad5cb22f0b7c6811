package io.bidiclient.run.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.text.Columns;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressRowTest {
  private static final InputLength TWENTY = sent -> OptionalDouble.of(20);

  private final RunObserver account = new RunObserver(new Outputs(List.of()), false);

  @Test
  void tellsPositionSpeedLagAndWords() {
    ProgressRow row = new ProgressRow("talk.wav", TWENTY, false, account);
    take(row, 1, new TranscriptionEvent.AudioSent(0, 176_000, -20));
    take(row, 2, TimedText.of(" one", 80_000));
    take(row, 5_000_000_000L, TimedText.of(" two", 160_000));
    assertEquals(
        "talk.wav [##########----------] 0:10/0:20 2.0x, 0:05 left, lag 1.0 s, 1 word",
        row.text(81, false));
    assertEquals(
        "talk.wav [##########----------] 0:10/0:20 2.0x, 0:05 left, 1 word", row.text(70, false));
    assertEquals("talk.wav 0:10/0:20, 0:05 left", row.text(40, false));
    assertEquals("talk.wav 0:10/0:20", row.text(20, false));
    take(row, 5_000_000_001L, TimedText.of(" three", 160_000));
    assertTrue(row.text(81, false).endsWith(", 2 words"), row.text(81, false));
    for (int columns = 20; columns < 100; columns++) {
      String line = row.text(columns, false);
      assertTrue(line.length() < columns && line.contains(" 0:10/0:20"), line);
    }
  }

  @Test
  void theLengthMayBeKnownLaterAndIsNeverLessThanWhatWasHeard() {
    ProgressRow row =
        new ProgressRow(
            "a.mp3",
            sent -> sent < 5 ? OptionalDouble.empty() : OptionalDouble.of(8),
            false,
            account);
    take(row, 1, new TranscriptionEvent.AudioSent(0, 16_000, -20));
    assertTrue(row.text(80, false).startsWith("a.mp3 0:00 "), row.text(80, false));
    take(row, 2, new TranscriptionEvent.AudioSent(16_000, 160_000, -20));
    take(row, 5_000_000_000L, TimedText.of("", 160_000));
    assertEquals(
        "a.mp3 [####################] 0:10/0:10 2.0x, 0:00 left, lag 0.0 s, 0 words",
        row.text(80, false));
  }

  @Test
  void hasNoBarWhereTheLengthIsNotKnown() {
    ProgressRow row = new ProgressRow("standard input", InputLength.UNKNOWN, false, account);
    take(row, 1_000_000_000L, TimedText.of("", 58_400_000));
    assertTrue(row.text(80, false).startsWith("standard input 1:00:50 "), row.text(80, false));
  }

  @Test
  void aLiveInputHasALevelMeterInPlaceOfABar() {
    ProgressRow row = new ProgressRow("mic", InputLength.UNKNOWN, true, account);
    assertTrue(row.text(80, false).startsWith("mic [--------------------] -60 dBFS 0:00, lag"));
    take(row, 1, new TranscriptionEvent.AudioSent(0, 168_000, -24.2));
    take(row, 2, TimedText.of("", 160_000));
    assertEquals(
        "mic [############--------] -24 dBFS 0:10, lag 0.5 s, 0 words", row.text(80, false));
    // What is sent again after a break is no news.
    take(row, 3, new TranscriptionEvent.AudioSent(0, 80_000, -3));
    assertEquals("mic [######----] -24 dB 0:10, lag 0.5 s", row.text(40, false));
    take(row, 4, new TranscriptionEvent.AudioSent(168_000, 169_280, 0));
    assertTrue(row.text(80, false).startsWith("mic [####################]   0 dBFS "));
  }

  @Test
  void paintsTheBarAndIsNoWiderForIt() {
    ProgressRow row = new ProgressRow("talk.wav", TWENTY, false, account);
    String plain = row.text(80, false);
    String bar = "[--------------------]";
    assertEquals(plain.replace(" " + bar, "\u001b[32m " + bar + "\u001b[0m"), row.text(80, true));
    assertEquals(row.text(20, false), row.text(20, true), "there is no bar to paint");
  }

  @Test
  void countsWideCharactersOfTheNameAsTwoAndShowsNoControls() {
    ProgressRow row = new ProgressRow("日本語の長い名前の録音ファイル\n.wav", TWENTY, false, account);
    for (int columns = 20; columns < 120; columns++) {
      String line = row.text(columns, false);
      assertTrue(Columns.width(line) < columns && !line.contains("\n"), line);
    }
    assertTrue(row.text(120, false).startsWith("日本語の長い名前の録音ファイル\\n.wav ["));
  }

  private void take(ProgressRow row, long at, TranscriptionEvent event) {
    account.take(at, event);
    row.take(at, event);
  }
}
