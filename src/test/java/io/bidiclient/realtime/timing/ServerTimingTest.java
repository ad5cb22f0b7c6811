package io.bidiclient.realtime.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerTimingTest {
  private static final long FRAME = 1_280;

  private final ServerTiming timing = new ServerTiming();

  private void deltas(int count, int textEvery, long sent) {
    for (int i = 1; i <= count; i++) {
      timing.delta(i % textEvery != 0, i * FRAME, i, sent, false);
    }
  }

  @Test
  void believesAClockWhoseWholeUtteranceHasADeltaForEachFrame() {
    deltas(300, 4, 300 * FRAME);
    assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock());
    timing.done(310, 300 * FRAME, Optional.of(new Usage(39, 310)));
    assertEquals(ServerTiming.Clock.FRAMES, timing.clock());
  }

  @Test
  void believesAClockThatHasKeptUpWithTheAudioForAMinute() {
    for (int i = 1; i < 750; i++) {
      timing.delta(i % 3 != 0, i * FRAME, i, i * FRAME + 9_000, false);
    }
    assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock());
    timing.delta(true, 750 * FRAME, 750, 751 * FRAME + 9_000, false);
    assertEquals(ServerTiming.Clock.FRAMES, timing.clock());
  }

  @Test
  void believesNoClockYetThatHasKeptUpWithHalfTheAudio() {
    for (int i = 1; i < 2_000; i++) {
      timing.delta(true, i * FRAME, i, 2L * i * FRAME, false);
    }
    assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock());
  }

  @Test
  void believesNoneWithMoreDeltasThanFrames() {
    deltas(53, 4, 50 * FRAME);
    assertEquals(ServerTiming.Clock.NONE, timing.clock());
  }

  @Test
  void believesNoneWithoutEmptyDeltas() {
    deltas(16, 1, 1_000 * FRAME);
    assertEquals(ServerTiming.Clock.NONE, timing.clock());
  }

  @Test
  void believesNoneThatHasAWordBeforeOneCanBeSpoken() {
    timing.delta(false, FRAME, 1, 100 * FRAME, true);
    assertEquals(ServerTiming.Clock.NONE, timing.clock());
  }

  @Test
  void believesNoneWithHalfTheDeltasAtTheEnd() {
    deltas(150, 4, 300 * FRAME);
    timing.done(150, 300 * FRAME, Optional.empty());
    assertEquals(ServerTiming.Clock.NONE, timing.clock());
  }

  @Test
  void believesNoneWhoseOwnCountIsAnother() {
    deltas(300, 4, 300 * FRAME);
    timing.done(310, 300 * FRAME, Optional.of(new Usage(39, 309)));
    assertEquals(ServerTiming.Clock.NONE, timing.clock());
  }

  @Test
  void allowsForTheDelayOfTheModelWhileItIsNotKnown() {
    assertEquals(37 * FRAME, timing.longestDelay());
  }

  @Test
  void takesTwentySecondsOfSoundForMuteAndTwiceTheLongestGap() {
    long second = 16_000;
    assertFalse(timing.isMute(22 * second));
    assertTrue(timing.isMute(24 * second));
    timing.gap(15 * second);
    assertFalse(timing.isMute(32 * second));
    assertTrue(timing.isMute(34 * second));
  }
}
