package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioChunk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes chunks to a WAV file that is whole at any moment: the samples go first and the lengths in
 * the header follow, so that a process that is killed leaves a file that is short by one chunk at
 * most. Past 4 GiB, which is 37 hours, the lengths are those of a stream without end. Owned by one
 * thread.
 */
public final class WavFileWriter implements Closeable {
  private static final int HEADER = 44;
  private static final int RIFF_LENGTH_AT = 4;
  private static final int DATA_LENGTH_AT = 40;
  private static final long ENDLESS = 0xFFFF_FFFFL;

  private final FileChannel file;
  private long written;

  /** Begins a file anew, without any audio yet. */
  public WavFileWriter(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    ByteBuffer header = little(HEADER);
    header.put(ascii("RIFF")).putInt(HEADER - 8).put(ascii("WAVEfmt ")).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(AudioChunk.RATE);
    header.putInt(2 * AudioChunk.RATE).putShort((short) 2).putShort((short) 16);
    header.put(ascii("data")).putInt(0);
    write(header.flip(), 0);
  }

  /** Adds the samples of a chunk behind those that are there. */
  public void add(AudioChunk chunk) throws IOException {
    write(ByteBuffer.wrap(chunk.pcm()), HEADER + written);
    written += chunk.pcm().length;
    length(DATA_LENGTH_AT, written);
    length(RIFF_LENGTH_AT, HEADER - 8 + written);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void length(int at, long value) throws IOException {
    boolean fits = HEADER + written <= ENDLESS;
    write(little(4).putInt((int) (fits ? value : ENDLESS)).flip(), at);
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
