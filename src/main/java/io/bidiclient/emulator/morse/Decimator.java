package io.bidiclient.emulator.morse;

import io.bidiclient.audio.AudioChunk;

/** 16 kHz to 4 kHz: a short low-pass that keeps 1.25 kHz and stops what would fold onto it. */
final class Decimator {
  /** Input samples an output sample. */
  static final int FACTOR = 4;

  private static final int TAPS = 32;
  private static final double CUTOFF = 1900.0 / AudioChunk.RATE;
  private static final float[] FILTER = filter();

  /** Samples that are taken before the last ones are moved to the front. */
  private static final int ROOM = 320;

  private final float[] recent = new float[TAPS + ROOM];
  private int filled = TAPS;
  private float value;

  /** Takes a sample and says whether {@link #value} is a new one. */
  boolean add(float sample) {
    recent[filled++] = sample;
    if (filled % FACTOR != 0) {
      return false;
    }
    // Four sums, as each addition waits for the one before it.
    int from = filled - TAPS;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < TAPS; i += 4) {
      a += FILTER[i] * recent[from + i];
      b += FILTER[i + 1] * recent[from + i + 1];
      c += FILTER[i + 2] * recent[from + i + 2];
      d += FILTER[i + 3] * recent[from + i + 3];
    }
    value = a + b + (c + d);
    if (filled == recent.length) {
      System.arraycopy(recent, ROOM, recent, 0, TAPS);
      filled = TAPS;
    }
    return true;
  }

  /** The last output sample; it belongs to the input half a filter before. */
  float value() {
    return value;
  }

  /** How many input samples the output lags. */
  static double delay() {
    return (TAPS - 1) / 2.0;
  }

  private static float[] filter() {
    double[] taps = new double[TAPS];
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      double t = i - delay();
      double sinc = Math.sin(2 * Math.PI * CUTOFF * t) / (Math.PI * t);
      taps[i] = sinc * (0.54 + 0.46 * Math.cos(2 * Math.PI * t / TAPS));
      sum += taps[i];
    }
    float[] unity = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      unity[i] = (float) (taps[i] / sum);
    }
    return unity;
  }
}
