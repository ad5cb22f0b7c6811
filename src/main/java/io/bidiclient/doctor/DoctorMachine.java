package io.bidiclient.doctor;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.capture.CaptureDevices;
import io.bidiclient.audio.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.util.Map;

/** Looks at what this machine brings: ffmpeg for other formats than WAV, and a microphone. */
public final class DoctorMachine {
  private static final double FAINT_DB = -70.0;

  private DoctorMachine() {}

  public static Finding ffmpeg(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    return Ffmpeg.on(path)
        .map(found -> Finding.ok("ffmpeg", found.program().toString()))
        .orElseGet(
            () ->
                Finding.warn(
                    "ffmpeg",
                    "not on the PATH",
                    "install ffmpeg to read MP3, AAC, Opus and the like"));
  }

  /** Listens to the default microphone for half a second. */
  public static Finding microphone() {
    if (CaptureDevices.list().isEmpty()) {
      return unheard("this machine has none");
    }
    try (AudioSource source = CaptureDevices.open("it", "", warning -> {})) {
      PcmFormat format = source.format();
      float[] half = new float[format.rate() / 2 * format.channels()];
      int count = 0;
      while (count < half.length) {
        float[] block = new float[half.length - count];
        int samples = source.read(block) * format.channels();
        System.arraycopy(block, 0, half, count, samples);
        count += samples;
      }
      return level(half);
    } catch (AudioException | IOException e) {
      return unheard(e.getMessage());
    }
  }

  private static Finding unheard(String why) {
    return Finding.warn("microphone", why, "plug one in, or transcribe files");
  }

  /** Judges samples, full scale at ±1. */
  static Finding level(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    if (sum == 0) {
      return Finding.warn(
          "microphone",
          "it delivers nothing but zeros",
          "allow this terminal to use the microphone, and unmute it");
    }
    double db = 10 * Math.log10(sum / samples.length);
    String message = String.format("%.0f dBFS", db);
    return db < FAINT_DB
        ? Finding.warn(
            "microphone", message + " is very faint", "raise its level and say something")
        : Finding.ok("microphone", message);
  }
}
