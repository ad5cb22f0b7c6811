package io.bidiclient.audio.resample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.Tone;
import io.bidiclient.audio.pcm.PcmDecoder;
import io.bidiclient.audio.pcm.PcmEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why the resampler is our own: the JDK's conversion from 48 to 16 kHz beside it. */
class JavaSoundComparisonTest {
  /** A tone of 1.5 s and half scale through the JDK's conversion, measured like ours. */
  static Tone.Measured throughJavaSound(int rate, int hertz) throws IOException {
    float[] samples = Tone.of(rate, hertz, rate * 3 / 2).samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] /= 2;
    }
    float[] out = convert(rate, samples);
    for (int i = 0; i < out.length; i++) {
      out[i] *= 2;
    }
    return Tone.measure(out, hertz);
  }

  static float[] convert(int rate, float[] samples) throws IOException {
    byte[] pcm = new byte[2 * samples.length];
    PcmEncoder.write(samples, 0, samples.length, pcm, 0);
    AudioInputStream in =
        new AudioInputStream(
            new ByteArrayInputStream(pcm),
            new AudioFormat(rate, 16, 1, true, false),
            samples.length);
    try (var converted =
        AudioSystem.getAudioInputStream(new AudioFormat(16000, 16, 1, true, false), in)) {
      byte[] bytes = converted.readAllBytes();
      float[] out = new float[bytes.length / 2];
      PcmDecoder.decode(Encoding.S16LE, bytes, out.length, out);
      return out;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 15_000})
  void theJdkFoldsWhatTheResamplerStops(int hertz) throws Exception {
    assertTrue(throughJavaSound(48000, hertz).level() > -1);
    assertTrue(Tone.through(48000, hertz).level() < -100);
  }

  @Test
  void theJdkGivesASampleTooManyWhereTheResamplerGivesThoseDue() throws Exception {
    assertEquals(16_001, convert(48000, new float[48_000]).length);
    assertEquals(16_000, Resampling.run(48000, new float[48_000], 4096).length);
  }
}
