package io.bidiclient.audio;

/**
 * Halves a rate with a half-band filter: every second tap but the middle one is zero and the rest
 * are symmetric, so a sample costs a quarter of the filter's length. Passes what the 16 kHz stage
 * behind it lets through and stops what would fold into that.
 *
 * <p>With the input split into even samples e and odd ones o, y[k] = e[k]/2 + Σ c[j]·(o[k+j] +
 * o[k−1−j]).
 */
final class HalvingStage implements Resampler.Stage {
  private static final double LEAST_STOPPED = 0.15;

  private final float[] taps;
  private final float[] even;
  private final float[] odd;
  private int evens;
  private int odds;
  private boolean nextIsOdd;

  /** A stage for an input of that rate, at least 40,000. */
  HalvingStage(double rate) {
    // Kaiser's formulas promise too much for filters shorter than this makes them.
    double stopped = Math.max(LEAST_STOPPED, PolyphaseStage.STOP * Resampler.RATE / rate);
    Kaiser kaiser = new Kaiser(stopped, 0.5 - stopped);
    this.taps = design(kaiser);
    this.even = new float[Resampler.BLOCK / 2 + 2 * taps.length];
    this.odd = new float[Resampler.BLOCK / 2 + 2 * taps.length];
    // Silence before the first sample.
    this.odds = taps.length;
  }

  private static float[] design(Kaiser kaiser) {
    // A multiple of four for the loop below; the last ones may be zero.
    double[] side = new double[((int) Math.ceil((kaiser.halfWidth() - 1) / 2) + 3) / 4 * 4];
    double sum = 0;
    for (int j = 0; j < side.length; j++) {
      side[j] = kaiser.at(2 * j + 1);
      sum += side[j];
    }
    float[] taps = new float[side.length];
    for (int j = 0; j < taps.length; j++) {
      taps[j] = (float) (side[j] / sum / 4);
    }
    return taps;
  }

  @Override
  public int room(int count) {
    return count / 2 + taps.length + 1;
  }

  @Override
  public int process(float[] in, int count, float[] out) {
    split(in, count);
    int ahead = taps.length - 1;
    int ready = Math.max(0, Math.min(evens, odds - taps.length - ahead));
    for (int k = 0; k < ready; k++) {
      out[k] = 0.5f * even[k];
    }
    int middle = taps.length;
    for (int j = 0; j < taps.length; j += 4) {
      addFour(out, ready, j, middle);
    }
    drop(ready);
    return ready;
  }

  private void addFour(float[] out, int ready, int j, int middle) {
    float[] o = odd;
    float c0 = taps[j];
    float c1 = taps[j + 1];
    float c2 = taps[j + 2];
    float c3 = taps[j + 3];
    int right = middle + j;
    int left = middle - 1 - j;
    for (int k = 0; k < ready; k++) {
      out[k] +=
          c0 * (o[k + right] + o[k + left])
              + c1 * (o[k + right + 1] + o[k + left - 1])
              + c2 * (o[k + right + 2] + o[k + left - 2])
              + c3 * (o[k + right + 3] + o[k + left - 3]);
    }
  }

  private void split(float[] in, int count) {
    int i = 0;
    if (nextIsOdd && count > 0) {
      odd[odds++] = in[i++];
      nextIsOdd = false;
    }
    for (; i + 1 < count; i += 2) {
      even[evens++] = in[i];
      odd[odds++] = in[i + 1];
    }
    if (i < count) {
      even[evens++] = in[i];
      nextIsOdd = true;
    }
  }

  private void drop(int count) {
    evens -= count;
    odds -= count;
    System.arraycopy(even, count, even, 0, evens);
    System.arraycopy(odd, count, odd, 0, odds);
  }
}
