package io.bidiclient.audio.resample;

/**
 * A low-pass filter as a function of continuous time: the ideal one's sinc, faded out by a Kaiser
 * window. Sampled at any distances it is the impulse response at those distances.
 *
 * <p>β and the length follow from attenuation and transition width by the formulas of J. F. Kaiser
 * and R. W. Schafer, "On the use of the I0-sinh window for spectrum analysis", IEEE Trans. ASSP
 * 28(1), 1980, and Kaiser's "Nonrecursive digital filter design using the I0-sinh window function",
 * ISCAS 1974.
 */
final class Kaiser {
  /** Designed attenuation in decibels; what is measured lies within 0.3 dB of it. */
  static final double ATTENUATION = 102;

  private static final double BETA = 0.1102 * (ATTENUATION - 8.7);
  private static final double SCALE = 1 / besselI0(BETA);

  private final double centre;
  private final double halfWidth;

  /**
   * A filter that passes what lies below one frequency and stops what lies above another.
   *
   * @param pass end of the pass band, in cycles a unit of time
   * @param stop start of the stop band, above {@code pass}
   */
  Kaiser(double pass, double stop) {
    this.centre = (pass + stop) / 2;
    this.halfWidth = (ATTENUATION - 7.95) / (2 * 14.36 * (stop - pass));
  }

  /** The response is zero at this distance from its middle and beyond, in units of time. */
  double halfWidth() {
    return halfWidth;
  }

  /** The response at a distance from its middle; its integral is 1, within the ripple. */
  double at(double time) {
    double edge = time / halfWidth;
    if (Math.abs(edge) >= 1) {
      return 0;
    }
    double window = besselI0(BETA * Math.sqrt(1 - edge * edge)) * SCALE;
    double angle = 2 * Math.PI * centre * time;
    double sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
    return 2 * centre * sinc * window;
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double besselI0(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
