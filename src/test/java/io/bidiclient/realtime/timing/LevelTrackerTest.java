package io.bidiclient.realtime.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LevelTrackerTest {
  private final LevelTracker levels = new LevelTracker();
  private long at;

  /** Takes a chunk of 80 ms at the level; whether it is sound. */
  private boolean take(double dbfs) {
    at += 1_280;
    return levels.isSound(at, dbfs);
  }

  private int take(int times, double dbfs) {
    int sounds = 0;
    for (int i = 0; i < times; i++) {
      sounds += take(dbfs) ? 1 : 0;
    }
    return sounds;
  }

  @Test
  void hearsASecondSpeakerTwentyDecibelsDown() {
    for (int turn = 0; turn < 5; turn++) {
      take(40, -20);
      take(10, -58);
      take(40, -40);
      take(10, -58);
    }
    assertTrue(take(-40));
    assertFalse(take(-56));
  }

  @Test
  void takesASteadyNoiseForBackgroundHoweverLoud() {
    assertEquals(0, take(500, -15));
  }

  @Test
  void hearsAWhisperOverSilence() {
    take(50, -80);
    take(50, -60);
    assertTrue(take(-60));
    assertFalse(take(-80));
  }

  @Test
  void forgetsWhatWasAMinuteAgo() {
    take(100, -5);
    take(760, -60);
    take(20, -40);
    assertTrue(take(10, -40) >= 9);
  }

  @Test
  void hearsNothingInDigitalSilence() {
    assertEquals(0, take(200, -120));
  }
}
