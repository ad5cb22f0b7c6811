package io.bidiclient.audio.pcm;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.audio.PcmFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Reads whole frames of PCM from a byte stream. A call waits for the first frame only and returns
 * what came with it, so that a pipe is read as it is written. Memory is fixed: 64 KiB.
 *
 * <p>Owned by the thread that reads.
 */
public final class FrameReader {
  /** The length of a stream that goes on until its bytes end. */
  public static final long TO_THE_END = Long.MAX_VALUE;

  private static final int BLOCK_BYTES = 1 << 14;

  private final String name;
  private final InputStream in;
  private final PcmFormat format;
  private final SampleDecoder decoder;
  private final FurtherAudio further;
  private final byte[] bytes;
  private long length;
  private int held;
  private long taken;

  /** Goes on to audio behind that which was announced. */
  public interface FurtherAudio {
    /**
     * Stops at its first sample.
     *
     * @return bytes of it, or {@link #TO_THE_END}; 0 where there is none
     */
    long next() throws IOException, AudioException;
  }

  /**
   * A reader of a stream that stands at its first sample.
   *
   * @param name what the stream is called in messages
   * @param length bytes of audio that were announced, or {@link #TO_THE_END}. A part of a frame at
   *     an announced end is left out
   */
  public FrameReader(String name, InputStream in, PcmFormat format, long length) {
    this(name, in, format, length, SampleDecoder.of(format.encoding()), () -> 0);
  }

  /**
   * As above, for samples that the encoding alone does not tell how to read, and audio in several
   * parts.
   */
  public FrameReader(
      String name,
      InputStream in,
      PcmFormat format,
      long length,
      SampleDecoder decoder,
      FurtherAudio further) {
    this.decoder = decoder;
    this.further = further;
    this.name = name;
    this.in = in;
    this.format = format;
    this.length = length;
    this.bytes = new byte[BLOCK_BYTES / format.frameBytes() * format.frameBytes()];
  }

  /** As {@link AudioSource#read}. */
  int read(float[] buffer) throws AudioException {
    int frameBytes = format.frameBytes();
    int wanted = Math.min(bytes.length, buffer.length / format.channels() * frameBytes);
    while (held < frameBytes) {
      int room = (int) Math.min(wanted - held, length - taken);
      if (room == 0) {
        if (!goesOn()) {
          return -1;
        }
        continue;
      }
      int count = readSome(room);
      if (count < 0) {
        checkEnd();
        return -1;
      }
      held += count;
      taken += count;
    }
    int frames = held / frameBytes;
    decoder.decode(bytes, frames * format.channels(), buffer);
    held -= frames * frameBytes;
    System.arraycopy(bytes, frames * frameBytes, bytes, 0, held);
    return frames;
  }

  private boolean goesOn() throws AudioException {
    try {
      long more = further.next();
      length = more == TO_THE_END ? more : length + more;
      held = 0;
      return more > 0;
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
  }

  private int readSome(int room) throws AudioException {
    try {
      return in.read(bytes, held, room);
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
  }

  private void checkEnd() throws AudioException {
    if (length != TO_THE_END) {
      throw new AudioException(
          String.format(
              Locale.ROOT,
              "%s: is cut off: its header announces %,d bytes of audio and %,d are there",
              name,
              length,
              taken),
          "copy or record it again; what is there was used");
    }
    if (held > 0) {
      throw new AudioException(
          String.format(
              Locale.ROOT,
              "%s: ends inside a frame: %d of its %d bytes are there",
              name,
              held,
              format.frameBytes()),
          "check that encoding and channels are right and that the writer was not cut off");
    }
  }
}
