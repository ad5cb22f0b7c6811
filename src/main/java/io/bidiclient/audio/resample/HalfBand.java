package io.bidiclient.audio.resample;

/**
 * The taps of a half-band filter, which are symmetric and every second one zero, so that it costs a
 * quarter of its length: with a line of samples a period of 2 apart, its value between two of them
 * is Σ c[j]·(line[k+j] + line[k−1−j]).
 *
 * <p>Owned by its stage.
 */
final class HalfBand {
  /** Kaiser's formulas promise too much for filters shorter than this makes them. */
  private static final double LEAST_KEPT = 0.15;

  private final float[] taps;

  /** Values worked on at once: they and what they are made of fit a processor's first cache. */
  private static final int PIECE = 2_048;

  private final float[] right = new float[PIECE];
  private final float[] left = new float[PIECE];
  private final float[] sum = new float[PIECE];

  /**
   * A filter that passes what lies below {@code kept} and stops what lies above one half less that.
   *
   * @param kept in cycles a sample at the higher rate, below 1/4
   * @param gain of all the taps together at frequency 0
   */
  HalfBand(double kept, double gain) {
    double least = Math.max(LEAST_KEPT, kept);
    Kaiser kaiser = new Kaiser(least, 0.5 - least);
    double[] side = new double[(int) Math.ceil((kaiser.halfWidth() - 1) / 2)];
    double sum = 0;
    for (int j = 0; j < side.length; j++) {
      side[j] = kaiser.at(2 * j + 1);
      sum += side[j];
    }
    this.taps = new float[side.length];
    for (int j = 0; j < taps.length; j++) {
      taps[j] = (float) (gain * side[j] / sum / 2);
    }
  }

  /** Samples of the line that a value looks at on either side of its place. */
  int reach() {
    return taps.length;
  }

  /**
   * Adds to each of the first {@code count} of {@code out} the value before its sample.
   *
   * @param line for the sample at k, {@code from + k} is the first after its place
   */
  void add(float[] line, int from, float[] out, int count) {
    for (int start = 0; start < count; start += PIECE) {
      int size = Math.min(PIECE, count - start);
      System.arraycopy(out, start, sum, 0, size);
      for (int j = 0; j < taps.length; j++) {
        System.arraycopy(line, from + start + j, right, 0, size);
        System.arraycopy(line, from + start - 1 - j, left, 0, size);
        add(taps[j], right, left, sum, size);
      }
      System.arraycopy(sum, 0, out, start, size);
    }
  }

  /** The compiler turns this into vector instructions, for all are read at the same index. */
  private static void add(float tap, float[] right, float[] left, float[] sum, int count) {
    for (int k = 0; k < count; k++) {
      sum[k] += tap * (right[k] + left[k]);
    }
  }
}
