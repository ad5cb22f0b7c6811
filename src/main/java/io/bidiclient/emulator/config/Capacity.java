package io.bidiclient.emulator.config;

import io.bidiclient.emulator.model.ServerFrameClock;
import java.time.Duration;

/**
 * What an emulated accelerator can carry.
 *
 * @param sequences that it serves in real time at once; more of them share the same frames a second
 *     and all fall behind
 * @param frameTime from the start of a frame to its text, where nothing waits; at most a frame's 80
 *     ms, or not even one sequence keeps up
 */
public record Capacity(int sequences, Duration frameTime) {
  /** Rejects what could serve nobody. */
  public Capacity {
    if (sequences < 1) {
      throw new IllegalArgumentException("a capacity is at least 1");
    }
    if (frameTime.isNegative()
        || frameTime.isZero()
        || frameTime.compareTo(ServerFrameClock.LENGTH) > 0) {
      throw new IllegalArgumentException("a frame time is more than 0 and at most 80 ms");
    }
  }
}
