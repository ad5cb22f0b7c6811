package io.bidiclient.bench.load;

import java.time.Duration;

/**
 * When streams start: one after another, each at another place within the length of a chunk, so
 * that their chunks never leave together however many there are.
 */
final class StartSpread {
  /**
   * A step by this share of a chunk, again and again, fills the chunk evenly: the root of 5, less
   * 2.
   */
  private static final double SHARE = Math.sqrt(5) - 2;

  private StartSpread() {}

  /**
   * When a stream starts.
   *
   * @param stream from 0
   * @param chunk the length of a chunk
   */
  static Duration of(int stream, Duration chunk) {
    return Duration.ofNanos((long) (stream * SHARE * chunk.toNanos()));
  }
}
