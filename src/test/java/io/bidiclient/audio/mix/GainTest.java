package io.bidiclient.audio.mix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.GeneratedSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.Tone;
import io.bidiclient.audio.pipeline.AudioPipeline;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GainTest {
  private static final int SECOND = AudioChunk.RATE;

  @ParameterizedTest
  @CsvSource({"20, -40, -20", "-6.5, 0, -6.5", "60, -70, -10", "-40, -10, -50"})
  void aFixedGainMovesTheLevelBySoMuch(double gain, double in, double out) {
    assertEquals(out, peak(amplified(Gain.fixed(gain), tone(in, 1)), 0, SECOND), 0.001);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-40.1, 60.1, Double.NaN, Double.POSITIVE_INFINITY})
  void noGainIsBeyondItsRange(double gain) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Gain.fixed(gain));
    assertEquals("the gain must be -40 to 60 dB", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    // 40 dB are the most, reached after the 6 s in which the envelope falls from -40 to -46 dBFS.
    "-50, -16, -10",
    "-60, -26, -20",
    "-40, -6, -6",
    "-34, -6, -6",
    "-20, -6, -6"
  })
  void automaticGainLiftsQuietPeaksToSixBelowFullScale(double in, double first, double then) {
    float[] out = amplified(Gain.AUTO, tone(in, 10));
    assertEquals(first, peak(out, 0, SECOND / 10), 0.2);
    assertEquals(then, peak(out, 9 * SECOND, SECOND), 0.2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5.9, -3, 0})
  void automaticGainLeavesLoudAudioToTheBitOnceItHasHeardAPeak(double in) {
    float[] tone = tone(in, 2);
    float[] out = amplified(Gain.AUTO, tone.clone());
    int from = SECOND / 100;
    assertArrayEquals(
        Arrays.copyOfRange(tone, from, tone.length), Arrays.copyOfRange(out, from, out.length));
  }

  @Test
  void automaticGainNeverGoesAboveSixBelowFullScaleOrTheInput() {
    float[] in = new float[10 * SECOND];
    for (int i = 0; i < in.length; i++) {
      // From silence to full scale at once, and all between.
      in[i] = (float) (Math.sin(i) * (i % SECOND < SECOND / 2 ? 0 : (i % 997) / 996.0));
    }
    float[] out = amplified(Gain.AUTO, in.clone());
    for (int i = 0; i < in.length; i++) {
      assertTrue(Math.abs(out[i]) <= Math.max(0.5012, Math.abs(in[i])), in[i] + " → " + out[i]);
    }
  }

  @Test
  void aPauseDoesNotPumpTheNoiseUp() {
    float[] speech = tone(-20, 2);
    float[] noise = tone(-60, 30);
    float[] all = Arrays.copyOf(speech, speech.length + noise.length);
    System.arraycopy(noise, 0, all, speech.length, noise.length);
    float[] out = amplified(Gain.AUTO, all);
    double before = peak(out, SECOND, SECOND) + 20;
    double after = peak(out, 31 * SECOND, SECOND) + 60;
    assertEquals(14, before, 0.2);
    // The quick envelope takes 150 ms to tell the pause: 0.15 dB.
    assertEquals(before, after, 0.3);
  }

  @Test
  void aSpeakerWhoGoesAwayIsFollowedByOneDecibelASecond() {
    float[] near = tone(-20, 1);
    float[] far = tone(-35, 21);
    float[] all = Arrays.copyOf(near, near.length + far.length);
    System.arraycopy(far, 0, all, near.length, far.length);
    float[] out = amplified(Gain.AUTO, all);
    assertEquals(-21 + 5, peak(out, 6 * SECOND, SECOND / 10), 0.3);
    assertEquals(-6, peak(out, 20 * SECOND, SECOND), 0.2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "12"})
  void theSourcesBlocksDoNotChangeABit(String gain) throws Exception {
    Gain setting = gain.equals("auto") ? Gain.AUTO : Gain.fixed(Double.parseDouble(gain));
    PcmFormat format = new PcmFormat(Encoding.F32LE, 44_100, 2);
    List<byte[]> results = new ArrayList<>();
    for (int block : new int[] {1, 7, 160, 4096}) {
      AudioSource source = new GeneratedSource(format, 44_100, block, Optional.empty());
      AudioPipeline pipeline = new AudioPipeline("test", source, 80, setting, warning -> {});
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (var next = pipeline.next(); next.isPresent(); next = pipeline.next()) {
        all.writeBytes(next.get().pcm());
      }
      results.add(all.toByteArray());
    }
    results.forEach(result -> assertArrayEquals(results.get(0), result));
    assertEquals(2 * SECOND, results.get(0).length);
  }

  @Test
  void isWrittenAsPeopleGiveIt() {
    assertEquals(
        List.of("auto", "0", "12", "-6.5"),
        List.of(
            Gain.AUTO.toString(),
            Gain.NONE.toString(),
            Gain.fixed(12).toString(),
            Gain.fixed(-6.5).toString()));
  }

  private static float[] amplified(Gain gain, float[] samples) {
    Amplifier amplifier = gain.amplifier();
    float[] out = new float[samples.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = amplifier.next(samples[i]);
    }
    return out;
  }

  /** A sine whose peak is at so many dBFS. */
  private static float[] tone(double peak, int seconds) {
    float[] samples = Tone.of(SECOND, 500, seconds * SECOND).samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= (float) Math.pow(10, peak / 20);
    }
    return samples;
  }

  private static double peak(float[] samples, int from, int count) {
    double peak = 0;
    for (int i = from; i < from + count; i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    return 20 * Math.log10(peak);
  }
}
