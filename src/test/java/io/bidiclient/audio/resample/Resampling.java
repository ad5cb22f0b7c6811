package io.bidiclient.audio.resample;

import java.util.Arrays;

/** Runs a resampler over a whole signal. */
public final class Resampling {
  private Resampling() {}

  /** The output for the signal, fed in blocks of one size. */
  public static float[] run(int rate, float[] signal, int block) {
    Resampler resampler = new Resampler(rate);
    float[] out = new float[resampler.room(signal.length) + resampler.room(0)];
    int written = 0;
    for (int from = 0; from < signal.length; from += block) {
      int to = Math.min(signal.length, from + block);
      int count = to - from;
      int given = resampler.process(Arrays.copyOfRange(signal, from, to), count, out, written);
      if (given > resampler.room(count)) {
        throw new AssertionError(given + " samples for " + count);
      }
      written += given;
    }
    int rest = resampler.finish(out, written);
    if (rest > resampler.room(0)) {
      throw new AssertionError(rest + " samples at the end");
    }
    return Arrays.copyOf(out, written + rest);
  }
}
