package io.bidiclient.audio.open;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ForwardingSource;
import io.bidiclient.audio.InputErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Audio of a stream that cannot be read in order: it is written to a temporary file, whole, which
 * only its owner can read and which is deleted with the source. Owned as what it reads is.
 */
final class SpooledSource extends ForwardingSource {
  private final Path file;

  private SpooledSource(AudioSource source, Path file) {
    super(source);
    this.file = file;
  }

  /** Opens a file as audio. */
  interface Opener {
    AudioSource open(Path file) throws AudioException;
  }

  /**
   * Reads a stream to its end and opens what it held.
   *
   * @param name what the stream is called in messages
   * @param in owned by this from now on, and closed when this returns or throws
   */
  static AudioSource of(String name, InputStream in, Opener opener) throws AudioException {
    Path file = spool(name, in);
    try {
      return new SpooledSource(opener.open(file), file);
    } catch (AudioException e) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private static Path spool(String name, InputStream in) throws AudioException {
    Path file = temporary(name, in);
    try (in) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
  }

  private static Path temporary(String name, InputStream in) throws AudioException {
    try {
      Path file = Files.createTempFile("bidi-client-", ".spool");
      // Also where the process is ended before the source is closed.
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException | SecurityException e) {
      AudioException failure =
          new AudioException(
              name
                  + ": it cannot be read in order, and no temporary file can be made in "
                  + System.getProperty("java.io.tmpdir"),
              "save it to a file first and give that",
              e);
      try {
        in.close();
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
