package io.bidiclient.audio.mix;

/** The largest magnitude of samples that are all finite. */
final class Peak {
  private Peak() {}

  /**
   * The largest magnitude of so many samples, or what it was before them. Comparisons: each call of
   * Math.max or Math.abs costs the first compiler more than the sample.
   */
  static float of(float[] audio, int from, int count, float before) {
    float high = before;
    float low = -before;
    for (int i = from; i < from + count; i++) {
      float sample = audio[i];
      if (sample > high) {
        high = sample;
      } else if (sample < low) {
        low = sample;
      }
    }
    return high > -low ? high : -low;
  }
}
