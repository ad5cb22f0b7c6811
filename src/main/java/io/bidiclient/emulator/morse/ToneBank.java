package io.bidiclient.emulator.morse;

/**
 * Looks at 20 ms of a 4 kHz signal through narrow filters from 250 to 1250 Hz: how strong is the
 * strongest tone, and how strong is all that lies away from it.
 */
final class ToneBank {
  /** Samples that one look covers. */
  static final int WINDOW = 80;

  private static final int BINS = 21;
  private static final double LOWEST = 250;
  private static final double SPACING = 50;
  private static final double RATE = 4000;
  private static final int SKIRT = 3;
  private static final float[][] COS = table(0);
  private static final float[][] SIN = table(Math.PI / 2);

  private final float[] power = new float[BINS];
  private int peak;

  /** Looks at {@link #WINDOW} samples. */
  void look(float[] signal, int from) {
    peak = 0;
    for (int bin = 0; bin < BINS; bin++) {
      float[] cos = COS[bin];
      float[] sin = SIN[bin];
      float re = 0;
      float im = 0;
      for (int i = 0; i < WINDOW; i++) {
        float x = signal[from + i];
        re += x * cos[i];
        im += x * sin[i];
      }
      power[bin] = re * re + im * im;
      if (power[bin] > power[peak]) {
        peak = bin;
      }
    }
  }

  /** Squared amplitude of the strongest tone; 1 is full scale. */
  double tone() {
    return power[peak];
  }

  /** Mean squared amplitude in the filters away from the strongest. */
  double rest() {
    double sum = 0;
    int count = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (Math.abs(bin - peak) > SKIRT) {
        sum += power[bin];
        count++;
      }
    }
    return sum / count;
  }

  private static float[][] table(double turn) {
    float[][] table = new float[BINS][WINDOW];
    for (int bin = 0; bin < BINS; bin++) {
      double step = 2 * Math.PI * (LOWEST + SPACING * bin) / RATE;
      for (int i = 0; i < WINDOW; i++) {
        double hann = 1 - Math.cos(2 * Math.PI * (i + 0.5) / WINDOW);
        // The window's mean is 1 and a real tone has half its amplitude at either frequency.
        table[bin][i] = (float) (2 * hann * Math.cos(step * i - turn) / WINDOW);
      }
    }
    return table;
  }
}
