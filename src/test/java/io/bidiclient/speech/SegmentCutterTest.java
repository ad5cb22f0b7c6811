package io.bidiclient.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.speech.SegmentCutter.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCutterTest {
  private static final double WINDOWS_A_SECOND = 16_000.0 / VoiceDetector.WINDOW;

  private final SegmentCutter cutter = new SegmentCutter();

  @Test
  void hearsNobodyBelowTheUpperThreshold() {
    for (int i = 0; i < 100; i++) {
      assertEquals(Decision.QUIET, cutter.hear(SegmentCutter.ON - 0.01f));
    }
    assertEquals(Decision.SPEAKING, cutter.hear(SegmentCutter.ON));
  }

  @Test
  void goesOnHearingAVoiceDownToTheLowerThreshold() {
    assertEquals(Decision.SPEAKING, cutter.hear(0.9f));
    for (int i = 0; i < 100; i++) {
      assertEquals(Decision.SPEAKING, cutter.hear(SegmentCutter.OFF));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0.5", "7, 0.32", "12, 0.16"})
  void endsALongSegmentAtAShortPause(double seconds, double pause) {
    speak(seconds);
    int windows = 1;
    while (cutter.hear(0.1f) != Decision.ENDED) {
      windows++;
    }
    assertEquals(Math.round(pause * WINDOWS_A_SECOND), windows);
    assertEquals(Decision.QUIET, cutter.hear(0.1f));
  }

  @Test
  void doesNotAddUpPauses() {
    speak(1);
    for (int i = 0; i < 50; i++) {
      assertEquals(Decision.SPEAKING, cutter.hear(i % 10 == 9 ? 0.9f : 0.1f));
    }
  }

  @Test
  void cutsWhereAVoiceIsLeastLikely() {
    int hold = (int) Math.round(15 * WINDOWS_A_SECOND);
    int longest = (int) Math.round(18 * WINDOWS_A_SECOND);
    for (int i = 1; i < longest; i++) {
      Decision expected = i <= hold ? Decision.SPEAKING : Decision.HOLDING;
      assertEquals(expected, cutter.hear(i == hold + 20 ? 0.4f : 0.9f), "window " + i);
    }
    assertEquals(Decision.TOO_LONG, cutter.hear(0.9f));
    assertEquals(hold + 20, cutter.cut());
    // What follows the cut is as long as it is, not new.
    for (int i = longest - hold - 20 + 1; i <= hold; i++) {
      assertEquals(Decision.SPEAKING, cutter.hear(0.9f));
    }
    assertEquals(Decision.HOLDING, cutter.hear(0.9f));
  }

  private void speak(double seconds) {
    for (int i = 0; i < Math.round(seconds * WINDOWS_A_SECOND); i++) {
      assertEquals(Decision.SPEAKING, cutter.hear(0.9f));
    }
  }
}
