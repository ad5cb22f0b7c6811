package io.bidiclient.audio.mix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DownmixTest {
  private static float[] mono(int channels, float... samples) {
    int frames = samples.length / channels;
    Downmix.toMono(samples, frames, channels);
    return Arrays.copyOf(samples, frames);
  }

  @Test
  void monoStaysAsItIs() {
    assertArrayEquals(new float[] {0.1f, -1, 2}, mono(1, 0.1f, -1, 2));
  }

  @Test
  void channelsBecomeTheirMean() {
    assertArrayEquals(new float[] {0.25f, -0.5f}, mono(2, 0.5f, 0, -1, 0));
    assertArrayEquals(new float[] {0.5f}, mono(6, 1, 1, 1, 0, 0, 0));
  }

  @Test
  void whatIsNoNumberIsSilence() {
    float inf = Float.POSITIVE_INFINITY;
    assertArrayEquals(new float[] {0, 0, 0, 0.5f}, mono(1, Float.NaN, inf, -inf, 0.5f));
    assertArrayEquals(new float[] {0.25f}, mono(2, Float.NaN, 0.5f));
  }
}
