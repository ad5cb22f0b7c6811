package io.bidiclient.audio.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * The ffprobe that comes with an ffmpeg: tells how long a file is without decoding it. Started as
 * {@link Ffmpeg} is.
 *
 * @param program where it is
 */
public record Ffprobe(Path program) {
  private static final List<String> NAMES = List.of("ffprobe", "ffprobe.exe");
  private static final int MOST_BYTES = 100;
  private static final int LONGEST_SECONDS = 10;

  /**
   * The first one on a search path.
   *
   * @param path directories as in the variable {@code PATH}
   */
  public static Optional<Ffprobe> on(String path) {
    return Ffmpeg.find(path, NAMES).map(Ffprobe::new);
  }

  /** How long a file is, in seconds; empty where it does not tell. Blocks for at most 10 s. */
  public OptionalDouble seconds(Path file) {
    ProcessBuilder builder = new ProcessBuilder(command(file));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      try (InputStream out = process.getInputStream()) {
        process.getOutputStream().close();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        return ended ? number(out.readNBytes(MOST_BYTES)) : OptionalDouble.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return OptionalDouble.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      // Only the display of progress lacks it.
      return OptionalDouble.empty();
    }
  }

  private List<String> command(Path file) {
    return List.of(
        program.toString(),
        "-loglevel",
        "error",
        "-protocol_whitelist",
        "file",
        "-show_entries",
        "format=duration",
        "-of",
        "default=noprint_wrappers=1:nokey=1",
        "file:" + file.toAbsolutePath());
  }

  private static OptionalDouble number(byte[] said) {
    String text = new String(said, StandardCharsets.US_ASCII).strip();
    return text.matches("\\d+(\\.\\d+)?")
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
