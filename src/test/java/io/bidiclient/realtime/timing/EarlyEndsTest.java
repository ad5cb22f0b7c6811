package io.bidiclient.realtime.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.session.StreamCounters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyEndsTest {
  private static final int FRAME = 1_280;

  private final EarlyEnds ends = new EarlyEnds();

  private static StreamCounters flow(int frames, int deltas) {
    return new StreamCounters((long) frames * FRAME, 0, deltas, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Deltas of 200 frames, and those of a second session that hears so many of them. */
  @ParameterizedTest
  @CsvSource({
    "38, 200, 38, true",
    "38, 200, 54, true",
    "38, 200, 55, false",
    "38, 200, 58, false",
    "38, 200, 22, true",
    "38, 200, 21, false",
    "100, 100, 50, true",
    "100, 100, 71, false",
    "4, 200, 7, true",
    "4, 100, 1, true"
  })
  void aSecondSessionWithAboutAsManyDeltasShowsThatTheyCountNoFrames(
      int first, int frames, int second, boolean shown) {
    ends.add(flow(200, first), true);

    assertEquals(shown, ends.areShownBy(flow(frames, second), false));
    assertFalse(ends.areShownBy(flow(frames, second), true));
  }

  @Test
  void aSecondOneThatSaysNothingNewIsEnoughWhateverItsDeltas() {
    ends.add(flow(200, 38), true);
    ends.add(flow(200, 58), false);

    assertTrue(ends.areShownBy(flow(200, 80), false));
  }

  @Test
  void nothingIsShownByTheFirstOrBehindOneThatBroke() {
    assertFalse(ends.areShownBy(flow(200, 38), false));
    ends.add(flow(200, 38), true);
    ends.clear();
    assertFalse(ends.areShownBy(flow(200, 38), false));
  }
}
