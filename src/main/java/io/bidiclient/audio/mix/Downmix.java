package io.bidiclient.audio.mix;

/**
 * Mixes the channels of a stream to one: their mean. Mono passes as it is, but for samples that are
 * no number or infinite, which damaged floating-point files have: they become silence, for the
 * filter behind would spread them.
 */
public final class Downmix {
  private Downmix() {}

  /**
   * Mixes frames in place.
   *
   * @param samples interleaved frames; the mono ones replace them from the start
   */
  public static void toMono(float[] samples, int frames, int channels) {
    if (channels == 1) {
      for (int i = 0; i < frames; i++) {
        samples[i] = finite(samples[i]);
      }
      return;
    }
    for (int i = 0; i < frames; i++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += finite(samples[i * channels + c]);
      }
      samples[i] = (float) (sum / channels);
    }
  }

  private static float finite(float sample) {
    return Math.abs(sample) <= Float.MAX_VALUE ? sample : 0;
  }
}
