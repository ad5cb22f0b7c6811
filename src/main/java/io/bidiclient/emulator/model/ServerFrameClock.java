package io.bidiclient.emulator.model;

import java.time.Duration;

/**
 * Voxtral's clock: how many deltas so many samples release. A frame is 80 ms, and the model listens
 * six frames and a little ahead of the one that it writes.
 */
public final class ServerFrameClock {
  /** Samples a frame. */
  public static final int FRAME = 1280;

  /** The time that a frame lasts. */
  public static final Duration LENGTH = Duration.ofMillis(80);

  /** Samples that release the first delta. */
  static final int FIRST = 9000;

  /** Tokens of the prompt, the same for every request. */
  public static final int PROMPT_TOKENS = 39;

  private static final int PADDING = 12_760;

  private ServerFrameClock() {}

  /** How many samples must have been taken before delta {@code i}, from 1, is written. */
  public static long samplesBefore(long delta) {
    return FIRST + FRAME * (delta - 1);
  }

  /** Deltas for so many samples while audio may still come. */
  public static long running(long samples) {
    return samples < FIRST ? 0 : (samples - FIRST) / FRAME + 1;
  }

  /** Deltas for so many samples in all: the final commit adds silence to the right. */
  public static long total(long samples) {
    return samples == 0 ? 0 : (samples + PADDING) / FRAME + 1;
  }
}
