package io.bidiclient.audio.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static AudioChunk chunkAt(long sample) {
    return new AudioChunk(sample, new byte[2 * 1280]);
  }

  @Test
  void maxNeverHoldsBack() {
    assertEquals(0, new Pacer(Pace.MAX, 0).delay(chunkAt(16_000_000), 0, 0));
  }

  @Test
  void realtimeKeepsAbsoluteDeadlines() {
    Pacer pacer = new Pacer(Pace.REALTIME, 0);
    assertEquals(80_000_000, pacer.delay(chunkAt(1280), 0, 0));
    assertEquals(5_000_000, pacer.delay(chunkAt(1280), 1_000_000, 75_000_000));
    // After ten hours the deadline is still the chunk's own start.
    assertEquals(0, pacer.delay(chunkAt(36_000L * 16_000), 0, 36_000 * SECOND));
  }

  @Test
  void autoRunsAheadOfTheModelOnlySoFar() {
    Pacer pacer = new Pacer(Pace.AUTO, 160_000);
    assertEquals(0, pacer.delay(chunkAt(158_720), 0, 0));
    assertEquals(10 * SECOND, pacer.delay(chunkAt(160_000), 0, 0));
    assertEquals(0, pacer.delay(chunkAt(160_000), 1280, 0));
  }

  @Test
  void autoIsNeverSlowerThanRealTime() {
    Pacer pacer = new Pacer(Pace.AUTO, 160_000);
    assertTrue(pacer.delay(chunkAt(16_000_000), 0, 1_000 * SECOND) <= 0);
  }

  @Test
  void nothingLeavesTheWindowBeforeTheModelHasHeardEnough() {
    Pacer pacer = new Pacer(Pace.MAX, 0, 16_000);
    assertEquals(0, pacer.delay(chunkAt(16_000 - 1_280), 0, 0));
    assertEquals(Long.MAX_VALUE, pacer.delay(chunkAt(16_000), 0, 1_000 * SECOND));
    assertEquals(0, pacer.delay(chunkAt(16_000), 1_280, 0));
    assertEquals(0, pacer.withoutWindow().delay(chunkAt(16_000), 0, 0));
  }
}
