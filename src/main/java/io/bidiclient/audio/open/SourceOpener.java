package io.bidiclient.audio.open;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ByteRanges;
import io.bidiclient.audio.ContainerType;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.audio.UnsupportedAudioException;
import io.bidiclient.audio.ffmpeg.Ffmpeg;
import io.bidiclient.audio.ffmpeg.FfmpegSource;
import io.bidiclient.audio.wav.WavReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The choice of a reader by the first bytes of an input: ours, Java's, or ffmpeg.
 *
 * @param name what the input is called in messages
 * @param file the input as a file that can be sought, if it is one
 * @param bytes its bytes from any place on, if they can be had
 * @param searchPath where ffmpeg is looked for
 */
record SourceOpener(
    String name, Optional<Path> file, Optional<ByteRanges> bytes, String searchPath) {
  private static final int MAGIC_BYTES = 12;
  private static final String RAW = "headerless audio needs --raw, --rate and --channels";

  /**
   * Opens the stream, which is at its first byte.
   *
   * @param in owned by the source from now on: closed here when this throws
   */
  AudioSource open(InputStream in) throws AudioException {
    RewindableInput head = new RewindableInput(in);
    try {
      return ours(name, head);
    } catch (UnsupportedAudioException e) {
      return otherwise(e, head);
    } catch (AudioException e) {
      close(head, e);
      throw e;
    }
  }

  /**
   * Opens what needs no ffmpeg.
   *
   * @param in at its first byte; the source's once this returns
   * @throws UnsupportedAudioException when it is something else; the stream can be read again then
   */
  static AudioSource ours(String name, RewindableInput in)
      throws AudioException, UnsupportedAudioException {
    in.mark(0);
    ContainerType type;
    try {
      type = ContainerType.of(in.readNBytes(MAGIC_BYTES));
      in.reset();
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
    AudioSource source =
        type == ContainerType.AIFF || type == ContainerType.AU
            ? JavaSoundFiles.open(name, in, type)
            : WavReader.open(name, in);
    in.forget();
    return source;
  }

  private AudioSource otherwise(UnsupportedAudioException found, RewindableInput head)
      throws AudioException {
    Optional<AudioException> refusal = refusal(found);
    Optional<InputStream> again = head.again();
    if (refusal.isEmpty() && file.isEmpty() && again.isEmpty()) {
      refusal =
          Optional.of(
              new AudioException(
                  name + ": " + found.getMessage() + ", with a header too long for a pipe",
                  "save it to a file first"));
    }
    if (refusal.isPresent()) {
      close(head, refusal.get());
      throw refusal.get();
    }
    Ffmpeg ffmpeg = Ffmpeg.on(searchPath).orElseThrow();
    if (file.isEmpty()) {
      return decoded(ffmpeg, found.type(), head);
    }
    try {
      head.close();
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
    return FfmpegSource.of(ffmpeg, name, found.type(), file.get());
  }

  /** A stream, as ffmpeg reads it in order; it is brought into that where it has none. */
  private AudioSource decoded(Ffmpeg ffmpeg, ContainerType type, RewindableInput head)
      throws AudioException {
    try {
      boolean ordered = type != ContainerType.MP4 || !Mp4Boxes.endWithIndex(head);
      Optional<InputStream> other =
          ordered || bytes.isEmpty() ? Optional.empty() : Mp4IndexFirst.of(bytes.get());
      if (other.isPresent()) {
        head.close();
        return FfmpegSource.of(ffmpeg, name, type, other.get());
      }
      InputStream whole = head.again().orElseThrow();
      head.forget();
      return ordered
          ? FfmpegSource.of(ffmpeg, name, type, whole)
          : SpooledSource.of(name, whole, spooled -> FfmpegSource.of(ffmpeg, name, type, spooled));
    } catch (IOException e) {
      AudioException failure = InputErrors.because(name, e);
      close(head, failure);
      throw failure;
    }
  }

  /** Why ffmpeg is not asked; empty when it is. */
  private Optional<AudioException> refusal(UnsupportedAudioException found) {
    ContainerType type = found.type();
    if (type == ContainerType.TEXT) {
      return Optional.of(
          refusal(found, "", "look into it: it may be an error page saved under this name"));
    }
    if (type == ContainerType.REWRITTEN) {
      return Optional.of(
          refusal(found, "", "get it again byte by byte: a shell or an editor changed it"));
    }
    if (type == ContainerType.ARCHIVE) {
      return Optional.of(refusal(found, "", "unpack it first"));
    }
    if (Ffmpeg.on(searchPath).isPresent()) {
      return Optional.empty();
    }
    String hint = Ffmpeg.installation(searchPath);
    return Optional.of(
        type == ContainerType.UNKNOWN
            ? refusal(found, ", and there is no ffmpeg on the PATH to try", RAW + "; else " + hint)
            : refusal(found, ", and ffmpeg, which can read it, is not on the PATH", hint));
  }

  private AudioException refusal(UnsupportedAudioException found, String why, String hint) {
    return new AudioException(name + ": " + found.getMessage() + why, hint, found);
  }

  private static void close(InputStream in, AudioException failure) {
    try {
      in.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
