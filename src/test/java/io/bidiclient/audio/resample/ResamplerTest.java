package io.bidiclient.audio.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.Tone;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static float[] noise(int length) {
    Random random = new Random(7);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = random.nextFloat() * 2 - 1;
    }
    return samples;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        4000, 4001, 7919, 8000, 11025, 12000, 15999, 16000, 16001, 22050, 24000, 32000, 37800,
        39999, 40000, 44099, 44100, 47952, 48000, 88200, 96000, 176400, 192000, 383999, 384000
      })
  void givesExactlyTheSamplesDueInBlocksOfAnySize(int rate) {
    for (int length : new int[] {0, 1, 2, 100, 4096}) {
      int due = (int) ((length * 16000L + rate - 1) / rate);
      assertEquals(due, Resampling.run(rate, noise(length), 4096).length, length + " samples");
    }
    float[] signal = noise(10_007);
    float[] whole = Resampling.run(rate, signal, 4096);
    assertEquals((10_007 * 16000L + rate - 1) / rate, whole.length);
    for (int block : new int[] {1, 7, 160, 50_000}) {
      assertArrayEquals(whole, Resampling.run(rate, signal, block), "blocks of " + block);
    }
  }

  @Test
  void sixteenKilohertzPassUntouched() {
    float[] signal = noise(10_007);
    assertArrayEquals(signal, Resampling.run(16000, signal, 160));
  }

  @ParameterizedTest
  @CsvSource({
    "8000, 1000, 2000", "11025, 1323, 1920", "32000, 2000, 1000", "44100, 4410, 1600",
    "48000, 3000, 1000", "96000, 12000, 2000", "192000, 12000, 1000", "44099, 44099, 16000"
  })
  void anImpulseComesOutWhereItWentIn(int rate, int in, int out) {
    float[] signal = new float[2 * in];
    signal[in] = 1;

    float[] result = Resampling.run(rate, signal, 160);

    for (int k = 1; k < out / 2; k++) {
      assertTrue(Math.abs(result[out + k]) < result[out], "sample " + k);
      assertEquals(result[out + k], result[out - k], 1e-6, "sample " + k);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 11025, 44099, 44100, 48000, 192000})
  void theFirstSampleOutStandsAtTheFirstOneIn(int rate) {
    Tone.Measured tone = Tone.through(rate, 440);
    assertEquals(0, tone.phase(), 1e-5, "radians");
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 44099, 44100, 48000, 96000})
  void aConstantKeepsItsValue(int rate) {
    float[] signal = new float[rate];
    Arrays.fill(signal, 0.5f);
    float[] out = Resampling.run(rate, signal, 4096);
    for (int i = 1000; i < 15_000; i++) {
      assertEquals(0.5, out[i], 1e-5);
    }
  }
}
