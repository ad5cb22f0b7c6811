package io.bidiclient.audio.resample;

/**
 * The filter's response sampled at the distances of the input samples, one row for every phase: an
 * output sample stands a fraction of an input period after an input sample, and the fraction picks
 * the row. A ratio of few phases has a row for each. One of many has 2048 rows, and a phase between
 * two of them is mixed from both: straight lines miss the response by less than −118 dB there.
 */
final class PhaseTable {
  private static final int MOST_ROWS = 2_048;

  /** Taps of a filter to 32 kHz from 22.05 and 24, where the usual rates come by halving. */
  private static final int USUAL = 10;

  private final float[] rows;
  private final int taps;
  private final int count;
  private final boolean exact;

  /**
   * The table of a filter.
   *
   * @param kaiser the filter, its unit of time the input's period
   * @param phases how many fractions occur
   */
  PhaseTable(Kaiser kaiser, int phases) {
    int side = (int) Math.ceil(kaiser.halfWidth());
    this.taps = 2 * side;
    this.exact = phases <= MOST_ROWS;
    this.count = exact ? phases : MOST_ROWS;
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

  /** Whether every phase has a row of its own. */
  boolean exact() {
    return exact;
  }

  /** The sum over one row of taps times samples. */
  float dot(int row, float[] samples, int from) {
    return taps == USUAL ? usual(row, samples, from) : any(row, samples, from);
  }

  private float any(int row, float[] samples, int from) {
    float[] h = rows;
    int at = row * taps;
    float even = 0;
    float odd = 0;
    for (int j = 0; j < taps; j += 2) {
      even += h[at + j] * samples[from + j];
      odd += h[at + j + 1] * samples[from + j + 1];
    }
    return even + odd;
  }

  /** Without a loop, and in sums that do not wait for each other: twice as fast. */
  private float usual(int row, float[] samples, int from) {
    float[] h = rows;
    int at = row * USUAL;
    float first = h[at] * samples[from] + h[at + 1] * samples[from + 1];
    float second = h[at + 2] * samples[from + 2] + h[at + 3] * samples[from + 3];
    float third = h[at + 4] * samples[from + 4] + h[at + 5] * samples[from + 5];
    float fourth = h[at + 6] * samples[from + 6] + h[at + 7] * samples[from + 7];
    float fifth = h[at + 8] * samples[from + 8] + h[at + 9] * samples[from + 9];
    return ((first + second) + (third + fourth)) + fifth;
  }
}
