package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ContainerType;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.audio.UnsupportedAudioException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a stream of the WAV family up to the first sample of its {@code data} chunk; chunks that
 * are of no use are skipped wherever they stand. Holds 40 bytes at most, whatever the header says.
 */
final class WavHeaderReader {
  private static final int RIFF_BYTES = 12;

  /** More than any file has; a stream that is all header must end somewhere. */
  private static final int MOST_CHUNKS = 1_000;

  private final String name;
  private final HeaderInput in;

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
      return readChunks(chunks());
    } catch (IOException e) {
      throw InputErrors.because(name, e);
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

  private WavHeader readChunks(ChunkReader chunks)
      throws IOException, AudioException, UnsupportedAudioException {
    WavHeader format = null;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      ChunkHeader chunk = chunks.next();
      if (chunk.id().equals("data")) {
        if (format == null) {
          throw in.damaged("its data chunk comes before its fmt chunk, so its samples are unknown");
        }
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
