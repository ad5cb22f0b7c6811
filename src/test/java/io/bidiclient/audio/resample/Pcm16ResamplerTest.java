package io.bidiclient.audio.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.Tone;
import io.bidiclient.audio.pcm.PcmEncoder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 16 to 24 kHz, measured on tones of half scale that went through it and 16 bits. */
class Pcm16ResamplerTest {
  @ParameterizedTest
  @ValueSource(ints = {50, 1000, 2500, 4000, 5500, 6500, 7000, 7200, 7300, 7400})
  void passesSpeechWithin005DecibelsAndAddsNoImages(int hertz) {
    float[] out = floats(through(tone(hertz), 3_333));
    double sine = 0;
    double cosine = 0;
    double power = 0;
    for (int i = 6_000; i < 30_000; i++) {
      double angle = 2 * Math.PI * ((long) i * hertz % 24_000) / 24_000;
      sine += out[i] * Math.sin(angle) / 12_000;
      cosine += out[i] * Math.cos(angle) / 12_000;
      power += (double) out[i] * out[i] / 24_000;
    }
    double level = sine * sine + cosine * cosine;
    assertEquals(0, 10 * Math.log10(level / 0.25), 0.05);
    assertEquals(0.5, sine, 0.003, "it stands where it stood");
    double rest = 10 * Math.log10(Math.max(power - level / 2, 1e-15) / 0.125);
    // Rounding to 16 bits twice leaves -89 dB of a tone of half scale.
    assertTrue(rest < -86, rest + " dB of its own");
  }

  @Test
  void cutsMakeNoDifferenceAndNoSampleIsLost() {
    byte[] pcm = tone(440);
    byte[] whole = through(pcm, pcm.length);
    assertEquals(pcm.length / 2 * 3, whole.length);
    assertArrayEquals(whole, through(pcm, 2));
    assertArrayEquals(whole, through(pcm, 2_560));
  }

  @Test
  void thereAndBackIsTheSameSignal() {
    byte[] pcm = tone(1_000);
    Pcm16Resampler back = new Pcm16Resampler(24_000, 16_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(back.process(through(pcm, 2_560)));
    out.writeBytes(back.finish());
    assertEquals(pcm.length, out.size());
    float[] was = floats(pcm);
    float[] is = floats(out.toByteArray());
    for (int i = 1_000; i < 23_000; i++) {
      assertEquals(was[i], is[i], 4 / 32768.0, "sample " + i);
    }
  }

  private static byte[] through(byte[] pcm, int cut) {
    int even = cut / 2 * 2;
    Pcm16Resampler resampler = new Pcm16Resampler(16_000, 24_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < pcm.length; at += even) {
      int to = Math.min(at + even, pcm.length);
      out.writeBytes(resampler.process(Arrays.copyOfRange(pcm, at, to)));
    }
    out.writeBytes(resampler.finish());
    return out.toByteArray();
  }

  private static byte[] tone(int hertz) {
    float[] samples = Tone.of(16_000, hertz, 24_000).samples();
    byte[] pcm = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] /= 2;
    }
    PcmEncoder.write(samples, 0, samples.length, pcm, 0);
    return pcm;
  }

  private static float[] floats(byte[] pcm) {
    float[] samples = new float[pcm.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8)) / 32768f;
    }
    return samples;
  }
}
