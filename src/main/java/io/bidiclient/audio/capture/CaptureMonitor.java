package io.bidiclient.audio.capture;

import io.bidiclient.audio.PcmFormat;
import io.bidiclient.problem.Warning;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Looks at what a capture device delivers: zeros without end, and samples at full scale. Says each
 * once. Owned by the thread that reads the device.
 */
final class CaptureMonitor {
  private static final int SILENT_SECONDS = 2;

  /** The highest of 16 bits, a little below full scale. */
  private static final float FULL = 32_767 / 32_768f;

  /** Samples at full scale in a row that no undistorted sound has. */
  private static final int CLIPPED = 3;

  private final String name;
  private final String system;
  private final PcmFormat format;
  private final Consumer<Warning> warnings;
  private final int[] atFull;
  private long zeros;
  private boolean toldSilence;
  private boolean toldClipping;

  /**
   * A watch over a device that starts.
   *
   * @param name what it is called in messages
   * @param system the operating system, as Java names it
   */
  CaptureMonitor(String name, String system, PcmFormat format, Consumer<Warning> warnings) {
    this.name = name;
    this.system = system;
    this.format = format;
    this.warnings = warnings;
    this.atFull = new int[format.channels()];
  }

  /** Takes the next interleaved frames, full scale at ±1. */
  void take(float[] samples, int frames) {
    boolean clipped = false;
    for (int i = 0; i < frames * format.channels(); i++) {
      zeros = samples[i] == 0 ? zeros + 1 : 0;
      int channel = i % format.channels();
      atFull[channel] = Math.abs(samples[i]) >= FULL ? atFull[channel] + 1 : 0;
      clipped |= atFull[channel] >= CLIPPED;
    }
    if (!toldSilence && zeros >= (long) SILENT_SECONDS * format.rate() * format.channels()) {
      toldSilence = true;
      warnings.accept(
          new Warning("silent_microphone", name + " delivers nothing but zeros: " + cause()));
    }
    if (!toldClipping && clipped) {
      toldClipping = true;
      warnings.accept(
          new Warning("clipping", name + " is too loud and clips: turn its level down"));
    }
  }

  private String cause() {
    String os = system.toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      return "allow this terminal to use it in System Settings > Privacy & Security > Microphone,"
          + " then start the terminal again";
    }
    if (os.startsWith("windows")) {
      return "let desktop apps use it in Settings > Privacy > Microphone, and see that it is not"
          + " muted";
    }
    return "it may be muted (alsamixer, pavucontrol) or the wrong one (bidi-client devices)";
  }
}
