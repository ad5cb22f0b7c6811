package io.bidiclient.audio;

/**
 * The filter's response sampled at the distances of the input samples, one row for every phase: an
 * output sample stands a fraction of an input period after an input sample, and the fraction picks
 * the row. A ratio of few phases has a row for each. One of many has 1024 rows, and a phase between
 * two of them is mixed from both: straight lines miss the response by less than −118 dB there.
 */
final class PhaseTable {
  private static final int MIXED_ROWS = 1_024;
  private static final int MOST_FLOATS = 1 << 18;

  private final float[] rows;
  private final int taps;
  private final int count;

  /**
   * The table of a filter.
   *
   * @param kaiser the filter, its unit of time the input's period
   * @param phases how many fractions occur
   */
  PhaseTable(Kaiser kaiser, long phases) {
    int side = ((int) Math.ceil(kaiser.halfWidth()) + 3) / 4 * 4;
    this.taps = 2 * side;
    this.count = phases * taps <= MOST_FLOATS ? (int) phases : MIXED_ROWS;
    // One row more, for the mix above the last phase.
    this.rows = new float[(count + 1) * taps];
    for (int row = 0; row <= count; row++) {
      for (int j = 0; j < taps; j++) {
        rows[row * taps + j] = (float) kaiser.at((double) row / count + side - 1 - j);
      }
    }
  }

  /** Input samples that one output sample is made of: half of them after its own place. */
  int taps() {
    return taps;
  }

  /** How many rows there are, without the closing one. */
  int count() {
    return count;
  }

  /** The sum over one row of taps times samples. */
  float dot(int row, float[] samples, int from) {
    float[] h = rows;
    int at = row * taps;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    // Eight sums of their own: additions do not wait for each other.
    for (int j = 0; j < taps; j += 8) {
      s0 += h[at + j] * samples[from + j];
      s1 += h[at + j + 1] * samples[from + j + 1];
      s2 += h[at + j + 2] * samples[from + j + 2];
      s3 += h[at + j + 3] * samples[from + j + 3];
      s4 += h[at + j + 4] * samples[from + j + 4];
      s5 += h[at + j + 5] * samples[from + j + 5];
      s6 += h[at + j + 6] * samples[from + j + 6];
      s7 += h[at + j + 7] * samples[from + j + 7];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
