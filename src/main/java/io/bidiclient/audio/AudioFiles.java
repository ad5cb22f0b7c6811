package io.bidiclient.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens files, named pipes and byte streams as audio. Nothing is read ahead: what a pipe delivers
 * is there to be read at once. Errors name the input and say what is wrong with it.
 */
public final class AudioFiles {
  private AudioFiles() {}

  /**
   * Opens a WAV file or named pipe, waiting for its header.
   *
   * @throws AudioException when it is missing, may not be read, or is no audio that is read
   */
  public static AudioSource open(Path path) throws AudioException {
    return open(path.toString(), stream(path));
  }

  /**
   * Reads WAV from a stream, such as standard input, waiting for its header.
   *
   * @param name what the stream is called in messages
   * @param in the stream, owned by the source from now on: closed here when this throws
   * @throws AudioException when it is no audio that is read
   */
  public static AudioSource open(String name, InputStream in) throws AudioException {
    try {
      return WavSource.open(name, in);
    } catch (AudioException e) {
      close(in, e);
      throw e;
    }
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
    return new RawPcmSource(name, in, format);
  }

  /** A channel's stream, because closing it wakes a read that waits on a pipe. */
  private static InputStream stream(Path path) throws AudioException {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      throw Unreadable.directory(name);
    }
    try {
      if (Files.isRegularFile(path) && Files.size(path) == 0) {
        throw Unreadable.empty(name);
      }
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw Unreadable.because(name, e);
    }
  }

  private static void close(InputStream in, AudioException failure) {
    try {
      in.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
