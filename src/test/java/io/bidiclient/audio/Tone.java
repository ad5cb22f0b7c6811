package io.bidiclient.audio;

import io.bidiclient.audio.resample.Resampling;

/**
 * A sine of full scale at one rate, and what is left of it at another.
 *
 * @param hertz its frequency, whole hertz, so that a second holds whole periods
 */
public record Tone(int rate, int hertz, int length) {
  /** A tone of so many samples. */
  public static Tone of(int rate, int hertz, int length) {
    return new Tone(rate, hertz, length);
  }

  public float[] samples() {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      // Reduced first, for the sine of a large angle is less exact.
      samples[i] = (float) Math.sin(2 * Math.PI * ((long) i * hertz % rate) / rate);
    }
    return samples;
  }

  /** Feeds the tone to a resampler for 1.5 seconds and measures one second in the middle. */
  public static Measured through(int rate, int hertz) {
    int length = rate * 3 / 2;
    float[] out = Resampling.run(rate, of(rate, hertz, length).samples(), 4096);
    return measure(out, hertz);
  }

  /** Measures the second from 0.25 s on of a 16 kHz signal that began as the sine of that tone. */
  public static Measured measure(float[] out, int hertz) {
    int second = 16_000;
    int start = second / 4;
    double sine = 0;
    double cosine = 0;
    double power = 0;
    for (int i = start; i < start + second; i++) {
      double angle = 2 * Math.PI * ((long) i * hertz % second) / second;
      sine += out[i] * Math.sin(angle) * 2 / second;
      cosine += out[i] * Math.cos(angle) * 2 / second;
      power += (double) out[i] * out[i] * 2 / second;
    }
    double rest = 0;
    for (int i = start; i < start + second; i++) {
      double angle = 2 * Math.PI * ((long) i * hertz % second) / second;
      double left = out[i] - sine * Math.sin(angle) - cosine * Math.cos(angle);
      rest += left * left * 2 / second;
    }
    return new Measured(
        10 * Math.log10(sine * sine + cosine * cosine),
        Math.atan2(cosine, sine),
        10 * Math.log10(power),
        10 * Math.log10(rest));
  }

  /**
   * What came out, in decibels relative to the tone that went in.
   *
   * @param gain of the tone itself
   * @param phase of the tone itself, in radians
   * @param level of everything
   * @param rest of everything but the tone
   */
  public record Measured(double gain, double phase, double level, double rest) {}
}
