package io.bidiclient.realtime.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
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
    deltas(270, 4, 300 * FRAME);
    assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock());
    timing.done(310, 300 * FRAME, Optional.of(new Usage(39, 310)));
    assertEquals(ServerTiming.Clock.FRAMES, timing.clock());
  }

  @Test
  void believesAClockThatHasKeptUpWithTheAudioForTwentySeconds() {
    for (int i = 1; i < 250; i++) {
      timing.delta(i % 3 != 0, i * FRAME, i, i * FRAME + 9_000, false);
    }
    assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock());
    timing.delta(true, 250 * FRAME, 250, 260 * FRAME + 9_000, false);
    assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock());
    timing.delta(true, 251 * FRAME, 251, 260 * FRAME + 9_000, false);
    assertEquals(ServerTiming.Clock.FRAMES, timing.clock());
  }

  @Test
  void believesNoClockYetThatFallsBehindByOneFrameInTwenty() {
    for (int i = 1; i < 2_000; i++) {
      timing.delta(true, i * FRAME, i, i * FRAME * 20 / 19 + 9_000, false);
    }
    assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock());
  }

  @Test
  void believesNoClockWhoseDeltasOvertakeTheFramesThatWereSentBefore() {
    for (int i = 1; i <= 1_002; i++) {
      timing.delta(i % 3 != 0, i * FRAME, i, 1_000 * FRAME, false);
      assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock(), "delta " + i);
    }
    timing.delta(true, 1_003 * FRAME, 1_003, 1_000 * FRAME, false);
    assertEquals(ServerTiming.Clock.NONE, timing.clock());
  }

  @Test
  void believesAClockThatTwiceHadAnsweredJustWhatItWasSentWhenItWasSentMore() {
    long[] sent = {300, 310, 320, 330};
    for (int i = 1, part = 0; i <= 320; i++) {
      part += i > sent[part] ? 1 : 0;
      boolean known = part == 2;
      timing.delta(i % 3 != 0, i * FRAME, i, sent[part] * FRAME, false);
      assertEquals(known, timing.isClock(), "delta " + i);
    }
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
  void believesNoneThatHasAWordBeforeTheFirstSound() {
    for (int chunk = 0; chunk < 10; chunk++) {
      assertEquals((chunk + 1) * FRAME, timing.quietAfter(chunk(chunk, 1)));
    }
    assertEquals(0, timing.quietAfter(chunk(10, 3_000)));
    timing.delta(false, 11 * FRAME, 11, 100 * FRAME, false);
    assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock());
    timing.delta(false, 10 * FRAME, 10, 100 * FRAME, false);
    assertEquals(ServerTiming.Clock.NONE, timing.clock());
  }

  private static AudioChunk chunk(int number, int amplitude) {
    byte[] pcm = new byte[2 * (int) FRAME];
    for (int i = 0; i < FRAME; i++) {
      int value = i % 2 == 0 ? amplitude : -amplitude;
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
    return new AudioChunk(number * FRAME, pcm);
  }

  /** Words of two frames, some three frames apart; a delta for so many of them. */
  private int textsUntilSettled(int framesADelta) {
    Random random = new Random(7);
    BitSet words = new BitSet();
    for (int at = 12; at < 3_000; at += 4 + random.nextInt(10)) {
      words.set(at, at + 2);
    }
    for (int frame = 0; frame < 3_000; frame++) {
      AudioChunk chunk = chunk(frame, words.get(frame) ? 3_000 : 3);
      timing.isSound(chunk, chunk.levelDbfs());
      timing.quietAfter(chunk);
    }
    int texts = 0;
    for (int delta = 1; delta * framesADelta < 3_000; delta++) {
      // Four frames late.
      int heard = delta * framesADelta - 4;
      int word = words.previousSetBit(Math.max(0, heard - 1));
      boolean text = word >= 0 && heard - 1 - word < framesADelta && !words.get(word + 1);
      texts += text ? 1 : 0;
      timing.delta(!text, delta * FRAME, delta, 3_000 * FRAME, false);
      if (timing.clock() != ServerTiming.Clock.UNKNOWN) {
        return texts;
      }
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void believesAClockWhoseTextFallsOnSound() {
    assertTrue(textsUntilSettled(1) <= 80);
    assertEquals(ServerTiming.Clock.FRAMES, timing.clock());
  }

  @Test
  void believesNoneThatHasADeltaForEverySecondFrame() {
    int texts = textsUntilSettled(2);
    assertTrue(texts <= 80, texts + " texts");
    assertEquals(ServerTiming.Clock.NONE, timing.clock());
  }

  @Test
  void believesNothingOfSoundWithABeat() {
    // A word of 200 ms every 260 ms: text falls on sound at many distances, whatever it counts.
    for (int frame = 0; frame < 1_000; frame++) {
      AudioChunk chunk = chunk(frame, 4 * frame % 13 < 4 ? 3 : 3_000);
      timing.isSound(chunk, chunk.levelDbfs());
      timing.quietAfter(chunk);
    }
    for (int delta = 1; delta < 960; delta++) {
      boolean text = delta > 20 && 4 * (delta - 6) % 13 < 4;
      timing.delta(!text, delta * FRAME, delta, 1_000 * FRAME, false);
      assertEquals(ServerTiming.Clock.UNKNOWN, timing.clock(), "delta " + delta);
    }
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
