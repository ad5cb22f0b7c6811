package io.bidiclient.audio.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.problem.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureMonitorTest {
  private static final PcmFormat STEREO = new PcmFormat(Encoding.S16LE, 16_000, 2);
  private final List<Warning> warnings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "Mac OS X, System Settings > Privacy & Security > Microphone",
    "Windows 11, Settings > Privacy > Microphone",
    "Linux, it may be muted"
  })
  void twoSecondsOfZerosNameTheLikelyCause(String system, String cause) {
    CaptureMonitor watch = new CaptureMonitor("mic", system, STEREO, warnings::add);
    float[] second = new float[32_000];
    watch.take(second, 16_000);
    watch.take(second, 15_999);
    assertEquals(List.of(), warnings);
    watch.take(second, 1);
    watch.take(second, 16_000);
    assertEquals(1, warnings.size());
    assertEquals("silent_microphone", warnings.get(0).code());
    assertTrue(
        warnings.get(0).message().startsWith("mic delivers nothing but zeros: ")
            && warnings.get(0).message().contains(cause),
        warnings.get(0).message());
  }

  @Test
  void theFaintestSoundIsNoSilence() {
    CaptureMonitor watch = new CaptureMonitor("mic", "Linux", STEREO, warnings::add);
    float[] second = new float[32_000];
    for (int i = 0; i < 10; i++) {
      second[31_000] = 1 / 32_768f;
      watch.take(second, 16_000);
    }
    assertEquals(List.of(), warnings);
  }

  @Test
  void threeSamplesOfAChannelAtFullScaleClip() {
    CaptureMonitor watch = new CaptureMonitor("mic", "Linux", STEREO, warnings::add);
    float full = 32_767 / 32_768f;
    // Two in each channel, and then both at once in other blocks.
    watch.take(new float[] {full, 0, full, -1, 0, -1, 0, 0}, 4);
    assertEquals(List.of(), warnings);
    watch.take(new float[] {0, -1, 0, -1}, 2);
    assertEquals(List.of(), warnings);
    watch.take(new float[] {0, -1, 0, 0}, 2);
    assertEquals(
        List.of(new Warning("clipping", "mic is too loud and clips: turn its level down")),
        warnings);
    float[] loud = new float[2_000];
    Arrays.fill(loud, 1);
    watch.take(loud, 1_000);
    assertEquals(1, warnings.size());
  }
}
