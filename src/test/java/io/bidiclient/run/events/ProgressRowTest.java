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
  private final RunObserver account = new RunObserver(new Outputs(List.of()), false);

  @Test
  void tellsPositionSpeedLagAndWords() {
    ProgressRow row = new ProgressRow("talk.wav", OptionalDouble.of(20), false, account);
    take(row, 1, new TranscriptionEvent.AudioSent(0, 176_000, -20));
    take(row, 2, TimedText.of(" one", 80_000));
    take(row, 5_000_000_000L, TimedText.of(" two", 160_000));
    assertEquals(
        "talk.wav [##########----------] 0:10/0:20 2.0x, lag 1.0 s, 1 words", row.text(80, false));
    for (int columns = 20; columns < 100; columns++) {
      assertTrue(row.text(columns, false).length() < columns, row.text(columns, false));
    }
  }

  @Test
  void hasNoBarWhereTheLengthIsNotKnown() {
    ProgressRow row = new ProgressRow("standard input", OptionalDouble.empty(), false, account);
    take(row, 1_000_000_000L, TimedText.of("", 58_400_000));
    assertTrue(row.text(80, false).startsWith("standard input 1:00:50 "), row.text(80, false));
  }

  @Test
  void aLiveInputHasALevelMeterInPlaceOfABar() {
    ProgressRow row = new ProgressRow("mic", OptionalDouble.empty(), true, account);
    assertTrue(row.text(80, false).startsWith("mic [--------------------] -60 dBFS 0:00, lag"));
    take(row, 1, new TranscriptionEvent.AudioSent(0, 168_000, -24.2));
    take(row, 2, TimedText.of("", 160_000));
    assertEquals(
        "mic [############--------] -24 dBFS 0:10, lag 0.5 s, 0 words", row.text(80, false));
    // What is sent again after a break is no news.
    take(row, 3, new TranscriptionEvent.AudioSent(0, 80_000, -3));
    assertEquals("mic [######----] -24 dB 0:10, lag 0.5 s", row.text(40, false).strip());
    take(row, 4, new TranscriptionEvent.AudioSent(168_000, 169_280, 0));
    assertTrue(row.text(80, false).startsWith("mic [####################]   0 dBFS "));
  }

  @Test
  void paintsTheBarAndIsNoWiderForIt() {
    ProgressRow row = new ProgressRow("talk.wav", OptionalDouble.of(20), false, account);
    String plain = row.text(80, false);
    String bar = "[--------------------]";
    assertEquals(plain.replace(" " + bar, "\u001b[32m " + bar + "\u001b[0m"), row.text(80, true));
    assertEquals(row.text(20, false), row.text(20, true), "a bar that is cut is not painted");
  }

  @Test
  void countsWideCharactersOfTheNameAsTwoAndShowsNoControls() {
    ProgressRow row =
        new ProgressRow("日本語の長い名前の録音ファイル\n.wav", OptionalDouble.of(20), false, account);
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
