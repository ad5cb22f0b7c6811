package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * Writes chunks to a WAV file that is whole at any moment: the samples go first and the lengths in
 * the header follow, so that a process that is killed leaves a file that is short by one chunk at
 * most. Past 4 GiB, which is 37 hours, the lengths are those of a stream without end. Owned by one
 * thread.
 */
public final class WavFileWriter {
  private static final int HEADER = 44;
  private static final int RIFF_LENGTH_AT = 4;
  private static final int DATA_LENGTH_AT = 40;
  private static final long ENDLESS = 0xFFFF_FFFFL;

  private final FileChannel file;
  private final boolean stream;
  private long written;

  /**
   * Begins on an empty file or on a pipe, without any audio yet.
   *
   * @param file stays open
   * @param stream whether nothing can be taken back: then the lengths are those of one without end
   */
  public WavFileWriter(FileChannel file, boolean stream) throws IOException {
    this.file = file;
    this.stream = stream;
    ByteBuffer header = little(HEADER);
    header
        .put(ascii("RIFF"))
        .putInt(stream ? (int) ENDLESS : HEADER - 8)
        .put(ascii("WAVEfmt "))
        .putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(AudioChunk.RATE);
    header.putInt(2 * AudioChunk.RATE).putShort((short) 2).putShort((short) 16);
    header.put(ascii("data")).putInt(stream ? (int) ENDLESS : 0);
    write(header.flip(), 0);
  }

  /** Adds the samples of a chunk behind those that are there; all of them or none. */
  public void add(AudioChunk chunk) throws IOException {
    try {
      write(ByteBuffer.wrap(chunk.pcm()), HEADER + written);
      if (!stream) {
        length(DATA_LENGTH_AT, written + chunk.pcm().length);
        length(RIFF_LENGTH_AT, HEADER - 8 + written + chunk.pcm().length);
      }
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
    written += chunk.pcm().length;
  }

  private void takeBack(IOException failure) {
    try {
      if (!stream) {
        file.truncate(HEADER + written);
        length(DATA_LENGTH_AT, written);
        length(RIFF_LENGTH_AT, HEADER - 8 + written);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void length(int at, long value) throws IOException {
    write(little(4).putInt((int) Math.min(value, ENDLESS)).flip(), at);
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      at += stream ? file.write(bytes) : file.write(bytes, at);
    }
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
