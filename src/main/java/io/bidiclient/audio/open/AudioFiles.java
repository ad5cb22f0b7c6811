package io.bidiclient.audio.open;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ByteRanges;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.UnsupportedAudioException;
import io.bidiclient.audio.ffmpeg.Ffprobe;
import io.bidiclient.audio.pcm.FrameReader;
import io.bidiclient.audio.pcm.PcmSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Opens files, named pipes and byte streams as audio, each by its content, whatever its name. The
 * WAV family is read here, AIFF and AU with Java's help, all else by the ffmpeg on the {@code
 * PATH}. Nothing is read ahead: what a pipe delivers is there to be read at once. Errors name the
 * input and say what is wrong with it.
 */
public final class AudioFiles {
  private AudioFiles() {}

  /**
   * Opens a file or named pipe, waiting for its header.
   *
   * @throws AudioException when it is missing, may not be read, or is no audio that is read
   */
  public static AudioSource open(Path path) throws AudioException {
    return open(path, searchPath());
  }

  /**
   * Reads a stream, such as standard input, waiting for its header.
   *
   * @param name what the stream is called in messages
   * @param in the stream, owned by the source from now on: closed here when this throws
   * @throws AudioException when it is no audio that is read
   */
  public static AudioSource open(String name, InputStream in) throws AudioException {
    return open(name, in, searchPath());
  }

  /**
   * As {@link #open(Path)}.
   *
   * @param searchPath where ffmpeg is looked for
   */
  public static AudioSource open(Path path, String searchPath) throws AudioException {
    Optional<Path> file = Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    return new SourceOpener(path.toString(), file, Optional.empty(), searchPath).open(stream(path));
  }

  /**
   * As {@link #open(String, InputStream)}.
   *
   * @param searchPath where ffmpeg is looked for
   */
  public static AudioSource open(String name, InputStream in, String searchPath)
      throws AudioException {
    return new SourceOpener(name, Optional.empty(), Optional.empty(), searchPath).open(in);
  }

  /**
   * As {@link #open(String, InputStream)}, of a stream whose bytes can also be had from any place
   * on: nothing is written to a temporary file then.
   *
   * @param bytes all that is in the stream
   */
  public static AudioSource open(String name, InputStream in, ByteRanges bytes)
      throws AudioException {
    return new SourceOpener(name, Optional.empty(), Optional.of(bytes), searchPath()).open(in);
  }

  /**
   * How long a file is by its size and header, in seconds; nothing is started for it.
   *
   * @param raw its format where it has no header
   * @return empty where the file does not tell without being decoded
   */
  public static OptionalDouble seconds(Path path, Optional<PcmFormat> raw) {
    if (!Files.isRegularFile(path)) {
      return OptionalDouble.empty();
    }
    try (RewindableInput in = new RewindableInput(stream(path));
        AudioSource source =
            raw.isPresent()
                ? openRaw(path.toString(), in, raw.get())
                : SourceOpener.ours(path.toString(), in)) {
      PcmFormat format = source.format();
      double bytes = (double) format.frameBytes() * format.rate();
      return OptionalDouble.of(Math.max(1, Files.size(path)) / bytes);
    } catch (AudioException | UnsupportedAudioException | IOException e) {
      // Opening it for transcription fails in the same way, and reports it.
      return OptionalDouble.empty();
    }
  }

  /**
   * How long a file is by what ffprobe says, in seconds. Starts a process and waits for it.
   *
   * @return empty where there is no ffprobe on the {@code PATH}, or it does not know
   */
  public static OptionalDouble probedSeconds(Path path) {
    Optional<Ffprobe> probe = Ffprobe.on(searchPath());
    return probe.isPresent() && Files.isRegularFile(path)
        ? probe.get().seconds(path)
        : OptionalDouble.empty();
  }

  /**
   * Opens a file or named pipe of PCM without a header.
   *
   * @throws AudioException when it is missing, empty or may not be read
   */
  public static AudioSource openRaw(Path path, PcmFormat format) throws AudioException {
    return openRaw(path.toString(), stream(path), format);
  }

  /**
   * Reads PCM without a header from a stream.
   *
   * @param name what the stream is called in messages
   * @param in the stream, owned by the source from now on
   */
  public static AudioSource openRaw(String name, InputStream in, PcmFormat format) {
    // A part of a frame at the end is an error, told after all whole frames were read.
    return new PcmSource(in, format, new FrameReader(name, in, format, FrameReader.TO_THE_END));
  }

  /** A channel's stream, because closing it wakes a read that waits on a pipe. */
  private static InputStream stream(Path path) throws AudioException {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      throw InputErrors.directory(name);
    }
    try {
      if (Files.isRegularFile(path) && Files.size(path) == 0) {
        throw InputErrors.empty(name);
      }
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
  }

  private static String searchPath() {
    return Optional.ofNullable(System.getenv("PATH")).orElse("");
  }
}
