package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ContainerType;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.audio.UnsupportedAudioException;
import io.bidiclient.audio.pcm.FrameReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Reads a stream of the WAV family up to the first sample of its {@code data} chunk; chunks that
 * are of no use are skipped wherever they stand. Holds 40 bytes at most, whatever the header says.
 */
final class WavHeaderReader {
  private static final int RIFF_BYTES = 12;

  /** More than any file has; a stream that is all header must end somewhere. */
  private static final int MOST_CHUNKS = 1_000;

  /** How a file begins: where one of these stands for a chunk, another file follows. */
  private static final Set<String> BEGINNINGS = Set.of("RIFF", "RIFX", "RF64", "BW64", "riff");

  private final String name;
  private final HeaderInput in;
  private ChunkReader chunks;

  /** The last chunk whose head was read. */
  private ChunkHeader last;

  WavHeaderReader(String name, InputStream in) {
    this.name = name;
    this.in = new HeaderInput(name, in);
  }

  /**
   * The header of a stream that is at its first byte.
   *
   * @throws UnsupportedAudioException when it is no WAV file, or one of an encoding that is not
   *     decoded here
   */
  WavHeader read() throws AudioException, UnsupportedAudioException {
    try {
      chunks = chunks();
      return readChunks();
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
  }

  /**
   * Goes on to the next data chunk that holds audio, from the end of the last one. The formats know
   * of one, and some writers make more.
   *
   * @return bytes of audio in it, or {@link FrameReader#TO_THE_END}; 0 where none follows
   * @throws AudioException when a file of its own follows, which is not read
   */
  long nextData() throws IOException, AudioException {
    for (int i = 0; i < MOST_CHUNKS && isMore(); i++) {
      if (BEGINNINGS.contains(last.id())) {
        throw new AudioException(
            name + ": another WAV file follows the first one, and only that was used",
            "split the file, or join the audio with sox or ffmpeg");
      }
      if (last.id().equals("data") && last.size() != 0) {
        return last.size() < 0 ? FrameReader.TO_THE_END : last.size();
      }
    }
    return 0;
  }

  /** Goes to the next chunk; returns whether there is one. */
  private boolean isMore() throws IOException {
    try {
      chunks.leave(last, last.id().equals("data") ? last.size() : 0);
      last = chunks.next();
      return true;
    } catch (AudioException e) {
      // All of the audio was read: what comes behind it may be broken.
      return false;
    }
  }

  private ChunkReader chunks() throws IOException, AudioException, UnsupportedAudioException {
    byte[] head = in.some(RIFF_BYTES);
    if (head.length == 0) {
      throw InputErrors.empty(name);
    }
    ContainerType type = ContainerType.of(head);
    if (type.isRiff() && head.length < RIFF_BYTES) {
      throw in.brokenOff();
    }
    return switch (type) {
      case WAV -> new RiffChunks(in, ByteOrder.LITTLE_ENDIAN, false);
      case RIFX -> new RiffChunks(in, ByteOrder.BIG_ENDIAN, false);
      case RF64, BW64 -> new RiffChunks(in, ByteOrder.LITTLE_ENDIAN, true);
      case W64 -> Wave64Chunks.behindHead(in, head.length);
      default -> throw new UnsupportedAudioException(type, type.description());
    };
  }

  private WavHeader readChunks() throws IOException, AudioException, UnsupportedAudioException {
    WavHeader format = null;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      ChunkHeader chunk = chunks.next();
      if (chunk.id().equals("data")) {
        if (format == null) {
          throw in.damaged("its data chunk comes before its fmt chunk, so its samples are unknown");
        }
        last = chunk;
        return chunk.size() < 0 ? format : format.withLength(chunk.size());
      }
      boolean useful = chunk.id().equals("fmt ") && format == null;
      int kept = useful ? (int) Math.min(chunk.size(), FmtChunk.BYTES) : 0;
      if (useful) {
        ByteBuffer fields = ByteBuffer.wrap(in.bytes(kept));
        format = FmtChunk.parse(name, fields.order(chunks.order()));
      }
      chunks.leave(chunk, kept);
    }
    throw in.damaged("there are over " + MOST_CHUNKS + " chunks before any audio");
  }
}
