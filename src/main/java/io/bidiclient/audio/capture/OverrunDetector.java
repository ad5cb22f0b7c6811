package io.bidiclient.audio.capture;

import java.util.concurrent.TimeUnit;

/**
 * Compares what a device delivers with the time that passes: what it lost while nobody read it
 * shows as audio that is missing for good, since drivers tell nothing of it. Its own clock may run
 * a little fast or slow. Times are nanoseconds that never go back. Owned by one thread.
 */
final class OverrunDetector {
  /** Audio that is missing from one moment to the next and is no jitter. */
  private static final long LOST = TimeUnit.MILLISECONDS.toNanos(100);

  /** Audio that may come at once. */
  private static final long MOST_AHEAD = TimeUnit.SECONDS.toNanos(1);

  /** How much faster than time a device may run: a real one does not by a thousandth. */
  private static final double FASTEST = 1.1;

  private final int rate;
  private final long began;
  private long frames;
  private boolean fresh;
  private long behind = Long.MIN_VALUE;
  private long allowance = MOST_AHEAD;
  private long allowedAt;

  /**
   * A clock of a device that starts.
   *
   * @param rate frames a second
   */
  OverrunDetector(int rate, long now) {
    this.rate = rate;
    this.began = now;
    this.allowedAt = now;
  }

  /**
   * How long to leave the device alone, in nanoseconds: one without a clock of its own, which is
   * played from a file, would otherwise be read to its end in a moment.
   */
  long early(long now) {
    allowance = Math.min(MOST_AHEAD, allowance + (long) (FASTEST * (now - allowedAt)));
    allowedAt = now;
    return allowance >= 0 ? 0 : (long) (-allowance / FASTEST) + 1;
  }

  /** So many frames were read. */
  void read(int count) {
    frames += count;
    allowance -= nanos(count);
    fresh = true;
  }

  /**
   * The device has nothing more now.
   *
   * @return milliseconds of audio that were lost since it was last so; mostly 0
   */
  long drained(long now) {
    if (!fresh) {
      return 0;
    }
    fresh = false;
    long missing = now - began - nanos(frames);
    long lost = behind == Long.MIN_VALUE ? 0 : missing - behind;
    behind = missing;
    return lost > LOST ? TimeUnit.NANOSECONDS.toMillis(lost) : 0;
  }

  private long nanos(long count) {
    return count * TimeUnit.SECONDS.toNanos(1) / rate;
  }
}
