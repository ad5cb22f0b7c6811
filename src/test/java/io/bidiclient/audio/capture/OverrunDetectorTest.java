package io.bidiclient.audio.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OverrunDetectorTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aDeviceInTimeHasLostNothing() {
    OverrunDetector clock = new OverrunDetector(48_000, 0);
    // Periods of 20 ms, and a device that is slow by 300 ppm for an hour.
    for (int period = 1; period <= 180_000; period++) {
      long now = period * 20_006_000L;
      assertEquals(0, clock.early(now));
      clock.read(960);
      assertEquals(0, clock.drained(now + MILLI));
      assertEquals(0, clock.drained(now + 11 * MILLI));
    }
  }

  @Test
  void whatNeverComesIsLost() {
    OverrunDetector clock = new OverrunDetector(16_000, 0);
    long now = 0;
    for (int period = 1; period <= 50; period++) {
      now += 80 * MILLI;
      clock.read(1_280);
      assertEquals(0, clock.drained(now));
    }
    // Two seconds pass in which half a second is kept.
    now += 2_000 * MILLI;
    clock.read(8_000);
    assertEquals(1_500, clock.drained(now));
    now += 80 * MILLI;
    clock.read(1_280);
    assertEquals(0, clock.drained(now));
  }

  @Test
  void whatCameLateIsNotLost() {
    OverrunDetector clock = new OverrunDetector(16_000, 0);
    clock.read(1_280);
    assertEquals(0, clock.drained(80 * MILLI));
    // Nobody read for 400 ms, and all of it waited.
    clock.read(5 * 1_280);
    assertEquals(0, clock.drained(480 * MILLI));
  }

  @Test
  void aDeviceWithoutAClockIsReadATenthFasterThanTimeAtMost() {
    OverrunDetector clock = new OverrunDetector(16_000, 0);
    long now = 0;
    long frames = 0;
    while (now < 10_000 * MILLI) {
      now += clock.early(now);
      clock.read(1_280);
      frames += 1_280;
    }
    double seconds = frames / 16_000.0;
    assertTrue(seconds > 11.9 && seconds < 12.2, seconds + " s of audio in 10 s");
  }
}
