package io.bidiclient.audio.resample;

/**
 * Halves a rate: with the input split into even samples e and odd ones o, y[k] = e[k]/2 and the
 * half-band filter's value between o[k−1] and o[k].
 */
final class HalvingStage implements FilterStage {
  private final HalfBand filter;
  private final float[] even;
  private final float[] odd;
  private int evens;
  private int odds;
  private boolean nextIsOdd;

  /**
   * A stage that passes what lies below {@code kept}, in cycles a sample that goes in, and stops
   * what would fold into that.
   *
   * @param most samples that go in at once
   */
  HalvingStage(double kept, int most) {
    this.filter = new HalfBand(kept, 0.5);
    this.even = new float[most / 2 + filter.reach() + 2];
    this.odd = new float[most / 2 + 2 * filter.reach() + 2];
    // Silence before the first sample.
    this.odds = filter.reach();
  }

  @Override
  public int room(int count) {
    return count / 2 + 2;
  }

  @Override
  public int process(float[] in, int count, float[] out) {
    split(in, count);
    int reach = filter.reach();
    int ready = Math.max(0, Math.min(evens, odds - 2 * reach + 1));
    halve(even, out, ready);
    filter.add(odd, reach, out, ready);
    evens -= ready;
    odds -= ready;
    System.arraycopy(even, ready, even, 0, evens);
    System.arraycopy(odd, ready, odd, 0, odds);
    return ready;
  }

  private void split(float[] in, int count) {
    int i = 0;
    if (nextIsOdd && count > 0) {
      odd[odds++] = in[i++];
      nextIsOdd = false;
    }
    int pairs = (count - i) / 2;
    split(in, i, pairs, even, evens, odd, odds);
    evens += pairs;
    odds += pairs;
    i += 2 * pairs;
    if (i < count) {
      even[evens++] = in[i];
      nextIsOdd = true;
    }
  }

  private static void split(
      float[] in, int from, int pairs, float[] even, int evens, float[] odd, int odds) {
    for (int k = 0; k < pairs; k++) {
      even[evens + k] = in[from + 2 * k];
      odd[odds + k] = in[from + 2 * k + 1];
    }
  }

  private static void halve(float[] even, float[] out, int count) {
    for (int k = 0; k < count; k++) {
      out[k] = 0.5f * even[k];
    }
  }
}
