package io.bidiclient.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * White noise of a level, which stands for every sound of that level, and how loud each stretch of
 * it is. Immutable and safe for many threads.
 */
final class Noise {
  private static final int SAMPLES = 1 << 16;
  private static final ConcurrentMap<Double, Noise> MADE = new ConcurrentHashMap<>();

  /** PCM16, little-endian, the lowest bit of each sample zero. */
  private final byte[] pcm = new byte[2 * SAMPLES];

  /** Samples after which a sum is kept: a table of all sums would not fit a processor's caches. */
  private static final int STEP = 8;

  /** The squares of all samples before each step, added up. */
  private final long[] squares = new long[SAMPLES / STEP + 1];

  private Noise(double dbfs) {
    SplittableRandom random = new SplittableRandom(1);
    double most = Math.min(32_000, Math.sqrt(3) * 32_768 * Math.pow(10, dbfs / 20));
    for (int i = 0; i < SAMPLES; i++) {
      int value = (int) Math.round(random.nextDouble(-1, 1) * most) & ~1;
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
      squares[i / STEP + 1] += (long) value * value;
    }
    Arrays.parallelPrefix(squares, Long::sum);
  }

  /** Noise of a level, in dBFS. */
  static Noise of(double dbfs) {
    Noise made = MADE.get(dbfs);
    return made == null ? MADE.computeIfAbsent(dbfs, Noise::new) : made;
  }

  /** Where the sound of a stretch of a world is taken from, by its start and length. */
  static int offset(long start, int count) {
    return (int) (start * 31 % (SAMPLES - count));
  }

  /** Copies so many samples from an offset on. */
  void copy(int offset, byte[] to, int at, int count) {
    System.arraycopy(pcm, 2 * offset, to, 2 * at, 2 * count);
  }

  /** The sum of the squares of so many samples from an offset on. */
  long power(int offset, int count) {
    return before(offset + count) - before(offset);
  }

  private long before(int offset) {
    int step = offset / STEP;
    long sum = squares[step];
    for (int i = step * STEP; i < offset; i++) {
      int sample = (pcm[2 * i + 1] << 8) | (pcm[2 * i] & 0xff);
      sum += (long) sample * sample;
    }
    return sum;
  }
}
