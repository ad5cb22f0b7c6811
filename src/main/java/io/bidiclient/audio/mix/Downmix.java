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
   * @return the largest magnitude in any channel before mixing, full scale at 1
   */
  public static float toMono(float[] samples, int frames, int channels) {
    float peak = 0;
    if (channels == 1) {
      for (int i = 0; i < frames; i++) {
        samples[i] = finite(samples[i]);
      }
      return Peak.of(samples, 0, frames, peak);
    }
    for (int i = 0; i < frames; i++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        float sample = finite(samples[i * channels + c]);
        peak = Math.max(peak, Math.abs(sample));
        sum += sample;
      }
      samples[i] = (float) (sum / channels);
    }
    return peak;
  }

  private static float finite(float sample) {
    return sample >= -Float.MAX_VALUE && sample <= Float.MAX_VALUE ? sample : 0;
  }
}
