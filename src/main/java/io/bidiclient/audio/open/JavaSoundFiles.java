package io.bidiclient.audio.open;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ContainerType;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.UnsupportedAudioException;
import io.bidiclient.audio.pcm.FrameReader;
import io.bidiclient.audio.pcm.PcmSource;
import java.io.IOException;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Opens AIFF, AIFF-C and AU: Java reads the header and stands at the first sample then; the samples
 * are read here, as those of WAV are. Java knows linear PCM of both, µ-law of both, and A-law and
 * floating point of AU; AIFF-C's other encodings ({@code sowt}, {@code fl32}), chunks of odd length
 * and a {@code COMM} chunk behind the samples it does not.
 */
final class JavaSoundFiles {
  /** What SoX announces of AIFF in a pipe, in bytes, less what a header may take. */
  private static final long SOX_UNKNOWN = 0x7EFF_0000L;

  private static final long MOST = 0xFFFF_FFFFL;

  private JavaSoundFiles() {}

  /**
   * Reads the header, waiting for it, and stops at the first sample.
   *
   * @param name what the stream is called in messages
   * @param in the stream at its first byte, owned by the source once this returns
   * @param type AIFF or AU
   * @throws AudioException when reading fails, or the header tells what no audio has
   * @throws UnsupportedAudioException when Java does not read it
   */
  static AudioSource open(String name, RewindableInput in, ContainerType type)
      throws AudioException, UnsupportedAudioException {
    AudioInputStream header = header(name, in, type);
    AudioFormat told = header.getFormat();
    Encoding encoding =
        encoding(told)
            .orElseThrow(
                () ->
                    new UnsupportedAudioException(
                        type, type.description() + " with samples of " + told));
    PcmFormat format;
    try {
      format = new PcmFormat(encoding, Math.round(told.getSampleRate()), told.getChannels());
    } catch (IllegalArgumentException e) {
      throw new AudioException(
          name + ": its header cannot be right: " + e.getMessage(), "copy or export it again", e);
    }
    long length = length(header.getFrameLength(), format);
    return new PcmSource(in, format, new FrameReader(name, in, format, length));
  }

  private static AudioInputStream header(String name, RewindableInput in, ContainerType type)
      throws AudioException, UnsupportedAudioException {
    String unread = type.description() + " of a kind that Java does not read";
    try {
      return AudioSystem.getAudioInputStream(in);
    } catch (UnsupportedAudioFileException e) {
      throw new UnsupportedAudioException(type, unread);
    } catch (IOException e) {
      if (in.again().isEmpty()) {
        // Its header went on beyond what can be read again.
        throw new UnsupportedAudioException(type, unread);
      }
      throw InputErrors.because(name, e);
    } catch (RuntimeException e) {
      // Java's readers meet some damaged headers so.
      throw new UnsupportedAudioException(type, unread);
    }
  }

  /** How a sample is written; 12 or 20 bits stand at the high end of their two or three bytes. */
  private static Optional<Encoding> encoding(AudioFormat told) {
    if (told.getChannels() < 1 || !told.isBigEndian()) {
      return Optional.empty();
    }
    String kind = told.getEncoding() + " " + told.getFrameSize() / told.getChannels();
    return switch (kind) {
      case "PCM_SIGNED 1" -> Optional.of(Encoding.S8);
      case "PCM_SIGNED 2" -> Optional.of(Encoding.S16BE);
      case "PCM_SIGNED 3" -> Optional.of(Encoding.S24BE);
      case "PCM_SIGNED 4" -> Optional.of(Encoding.S32BE);
      case "PCM_FLOAT 4" -> Optional.of(Encoding.F32BE);
      case "PCM_FLOAT 8" -> Optional.of(Encoding.F64BE);
      case "ULAW 1" -> Optional.of(Encoding.MULAW);
      case "ALAW 1" -> Optional.of(Encoding.ALAW);
      default -> Optional.empty();
    };
  }

  /** A writer that cannot seek back announces nothing, all ones, or SoX's number. */
  private static long length(long frames, PcmFormat format) {
    long bytes = frames * format.frameBytes();
    boolean unknown =
        frames <= 0
            || (bytes >= SOX_UNKNOWN && bytes <= 0x8000_0000L)
            || frames >= MOST - 8
            || (bytes >= MOST - format.frameBytes() - 64 && bytes <= MOST);
    return unknown ? FrameReader.TO_THE_END : bytes;
  }
}
