package io.bidiclient.audio.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.audio.ArraySource;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.problem.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelMonitorTest {
  private static final PcmFormat MONO = new PcmFormat(Encoding.F32LE, 16_000, 1);
  private final List<Warning> warnings = new ArrayList<>();

  @Test
  void aQuietFileIsToldOfAtItsEnd() throws Exception {
    hear(constant(0.0199f, 3), Gain.NONE);
    assertEquals(
        List.of(
            new Warning(
                "quiet_input",
                "a.wav: is very quiet, its peak is at -34.0 dBFS: the model may not recognise anything below"
                    + " -34; try --gain auto")),
        warnings);
  }

  @Test
  void oneLouderSampleIsEnoughAndSoIsLessThanThreeSeconds() throws Exception {
    float[] samples = constant(0.001f, 3);
    samples[5] = 0.02f;
    hear(samples, Gain.NONE);
    hear(Arrays.copyOf(constant(0.001f, 3), 47_999), Gain.NONE);
    assertEquals(List.of(), warnings);
  }

  @Test
  void whatIsSentCountsAndNotWhatCame() throws Exception {
    hear(constant(0.01f, 3), Gain.fixed(20));
    assertEquals(List.of(), warnings);
    hear(constant(0.1f, 3), Gain.fixed(-20));
    assertEquals(List.of("quiet_input"), codes());
  }

  @Test
  void nothingButZerosIsSilence() throws Exception {
    hear(constant(0, 3), Gain.AUTO);
    assertEquals(
        "a.wav: there is nothing but silence in it: check what was recorded, and how",
        warnings.get(0).message());
  }

  @Test
  void channelsInOppositePhaseAreToldToCancelAndAGainIsNotTakenForIt() throws Exception {
    float[] frames = new float[2 * 48_000];
    for (int i = 0; i < 48_000; i++) {
      frames[2 * i] = 0.5f;
      frames[2 * i + 1] = i == 7 ? -0.49f : -0.5f;
    }
    PcmFormat stereo = new PcmFormat(Encoding.F32LE, 16_000, 2);
    hear(stereo, frames, Gain.NONE);
    assertEquals(
        List.of(
            new Warning(
                "cancelled_channels",
                "a.wav: its channels cancel each other out when they are mixed, as channels in"
                    + " opposite phase do: a channel's peak is at -6.0 dBFS, the mix's at -46.0"
                    + " dBFS; use --channel 1")),
        warnings);
    warnings.clear();
    hear(constant(0.5f, 3), Gain.fixed(-40));
    assertEquals(List.of("quiet_input"), codes());
  }

  @Test
  void samplesThatAGainBringsBeyondFullScaleAreCounted() throws Exception {
    float[] samples = constant(0.09f, 1);
    samples[100] = 0.11f;
    samples[16_000 - 1] = -0.2f;
    hear(samples, Gain.fixed(20));
    assertEquals(
        List.of(
            new Warning(
                "clipping", "a.wav: 2 samples are beyond full scale and were cut: lower --gain")),
        warnings);
  }

  @Test
  void withoutAGainALoudFileIsLeftInPeace() throws Exception {
    hear(constant(1.5f, 3), Gain.NONE);
    assertEquals(List.of(), warnings);
  }

  @Test
  void liveAudioIsToldOfAfterTenSecondsAndOnce() throws Exception {
    LevelMonitor loudness = new LevelMonitor("mic", true, false, warnings::add);
    float[] second = constant(0.001f, 1);
    for (int i = 0; i < 9; i++) {
      loudness.take(second, 0, second.length);
    }
    loudness.take(second, 0, second.length - 1);
    assertEquals(List.of(), warnings);
    loudness.take(second, 0, 1);
    loudness.take(second, 0, second.length);
    loudness.end();
    assertEquals(List.of("quiet_input"), codes());
  }

  private List<String> codes() {
    return warnings.stream().map(Warning::code).toList();
  }

  private void hear(float[] samples, Gain gain) throws AudioException, IOException {
    hear(MONO, samples, gain);
  }

  private void hear(PcmFormat format, float[] samples, Gain gain)
      throws AudioException, IOException {
    ArraySource source = new ArraySource(format, samples);
    try (AudioPipeline pipeline = new AudioPipeline("a.wav", source, 80, gain, warnings::add)) {
      long sent = 0;
      for (var next = pipeline.next(); next.isPresent(); next = pipeline.next()) {
        sent = next.get().end();
      }
      assertEquals(samples.length / format.channels(), sent);
    }
  }

  private static float[] constant(float value, int seconds) {
    float[] samples = new float[seconds * 16_000];
    Arrays.fill(samples, value);
    return samples;
  }
}
