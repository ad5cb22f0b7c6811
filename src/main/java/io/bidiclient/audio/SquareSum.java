package io.bidiclient.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * Adds up the squares of samples, exactly: in three plain loops over arrays, each of which the
 * compiler turns into vector instructions, and so at a quarter of the cost of one loop over the
 * bytes. Owned by one thread.
 */
final class SquareSum {
  /** A sum of two squares has 32 bits; both halves of so many of them add up to an int each. */
  private static final int MOST_PAIRS = 1 << 14;

  private final ShortBuffer pcm;
  private final short[] samples;
  private final int[] pairs;

  /**
   * The squares of some audio.
   *
   * @param pcm PCM16, little-endian
   * @param most samples that are added up at once; even
   */
  SquareSum(byte[] pcm, int most) {
    if (most % 2 != 0 || most / 2 > MOST_PAIRS) {
      throw new IllegalArgumentException("not " + most + " samples at once");
    }
    this.pcm = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    this.samples = new short[most];
    this.pairs = new int[most / 2];
  }

  /** The sum of the squares from one sample to before another. */
  long of(int from, int to) {
    int count = to - from;
    pcm.get(from, samples, 0, count);
    if (count % 2 != 0) {
      samples[count] = 0;
    }
    int paired = (count + 1) / 2;
    square(samples, pairs, paired);
    return sum(pairs, paired);
  }

  private static void square(short[] samples, int[] pairs, int count) {
    for (int i = 0; i < count; i++) {
      pairs[i] = samples[2 * i] * samples[2 * i] + samples[2 * i + 1] * samples[2 * i + 1];
    }
  }

  /** Of numbers without a sign, so that two squares of −32,768 are no overflow. */
  private static long sum(int[] pairs, int count) {
    int low = 0;
    int high = 0;
    for (int i = 0; i < count; i++) {
      low += pairs[i] & 0xffff;
      high += pairs[i] >>> 16;
    }
    return ((long) high << 16) + low;
  }
}
