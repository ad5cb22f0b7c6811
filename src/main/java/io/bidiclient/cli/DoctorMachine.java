package io.bidiclient.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine.Info;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/** Looks at what this machine brings: ffmpeg for other formats than WAV, and a microphone. */
final class DoctorMachine {
  private static final List<Integer> RATES = List.of(16_000, 48_000, 44_100);
  private static final double FULL_SCALE = 32_768.0;
  private static final double FAINT_DB = -70.0;

  private DoctorMachine() {}

  static Finding ffmpeg(Map<String, String> environment) {
    Optional<Path> found =
        Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
            .filter(directory -> !directory.isEmpty())
            .flatMap(
                directory -> Stream.of("ffmpeg", "ffmpeg.exe").map(Path.of(directory)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    return found
        .map(path -> Finding.ok("ffmpeg", path.toString()))
        .orElseGet(
            () ->
                Finding.warn(
                    "ffmpeg",
                    "not on the PATH",
                    "install ffmpeg to read MP3, AAC, Opus and the like"));
  }

  /** Listens to the default microphone for half a second, at the first rate that it takes. */
  static Finding microphone() {
    return RATES.stream()
        .map(rate -> new AudioFormat(rate, 16, 1, true, false))
        .filter(format -> AudioSystem.isLineSupported(new Info(TargetDataLine.class, format)))
        .findFirst()
        .map(DoctorMachine::listen)
        .orElseGet(() -> unheard("this machine has none"));
  }

  private static Finding listen(AudioFormat format) {
    try (TargetDataLine line = AudioSystem.getTargetDataLine(format)) {
      line.open(format);
      line.start();
      byte[] half = new byte[(int) format.getSampleRate()];
      return level(half, line.read(half, 0, half.length));
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      return unheard("it cannot be opened: " + e.getMessage());
    }
  }

  private static Finding unheard(String why) {
    return Finding.warn("microphone", why, "plug one in, or transcribe files");
  }

  /** Judges PCM16 little-endian samples. */
  static Finding level(byte[] pcm, int length) {
    double sum = 0;
    for (int i = 0; i + 1 < length; i += 2) {
      double sample = (short) ((pcm[i] & 0xFF) | pcm[i + 1] << 8);
      sum += sample * sample;
    }
    if (sum == 0) {
      return Finding.warn(
          "microphone",
          "it delivers nothing but zeros",
          "allow this terminal to use the microphone, and unmute it");
    }
    double db = 10 * Math.log10(sum / (length / 2.0) / (FULL_SCALE * FULL_SCALE));
    String message = String.format("%.0f dBFS", db);
    return db < FAINT_DB
        ? Finding.warn(
            "microphone", message + " is very faint", "raise its level and say something")
        : Finding.ok("microphone", message);
  }
}
