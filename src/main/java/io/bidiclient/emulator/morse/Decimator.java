package io.bidiclient.emulator.morse;

import io.bidiclient.audio.AudioChunk;

/** 16 kHz to 4 kHz: a short low-pass that keeps 1.25 kHz and stops what would fold onto it. */
final class Decimator {
  /** Input samples an output sample. */
  static final int FACTOR = 4;

  private static final int TAPS = 32;
  private static final double CUTOFF = 1900.0 / AudioChunk.RATE;
  private static final float[] FILTER = filter();

  private final float[] recent = new float[2 * TAPS];
  private int next;
  private int phase;
  private float value;

  /** Takes a sample and says whether {@link #value} is a new one. */
  boolean add(float sample) {
    recent[next] = sample;
    recent[next + TAPS] = sample;
    next = (next + 1) % TAPS;
    phase = (phase + 1) % FACTOR;
    if (phase != 0) {
      return false;
    }
    float sum = 0;
    for (int i = 0; i < TAPS; i++) {
      sum += FILTER[i] * recent[next + i];
    }
    value = sum;
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
