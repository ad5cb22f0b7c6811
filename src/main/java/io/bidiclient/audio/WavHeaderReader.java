package io.bidiclient.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a stream up to the first sample of its {@code data} chunk: RIFF/WAVE as in the Multimedia
 * Programming Interface and Data Specifications 1.0 (IBM and Microsoft, 1991), chunks padded to
 * even lengths, unknown ones skipped. Holds 40 bytes at most, whatever the header says.
 */
final class WavHeaderReader {
  private static final int RIFF_BYTES = 12;
  private static final int CHUNK_BYTES = 8;

  /** More than any file has; a stream that is all header must end somewhere. */
  private static final int MOST_CHUNKS = 1_000;

  private final String name;
  private final InputStream in;

  WavHeaderReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  WavHeader read() throws AudioException {
    try {
      checkContent();
      return readChunks();
    } catch (IOException e) {
      throw Unreadable.because(name, e);
    }
  }

  private void checkContent() throws IOException, AudioException {
    byte[] head = in.readNBytes(RIFF_BYTES);
    if (head.length == 0) {
      throw Unreadable.empty(name);
    }
    ContentType type = ContentType.of(head);
    if (type == ContentType.RIFF && head.length < RIFF_BYTES) {
      throw brokenOff();
    }
    if (type != ContentType.WAV) {
      throw new AudioException(name + ": " + type.description(), type.hint());
    }
  }

  private WavHeader readChunks() throws IOException, AudioException {
    PcmFormat format = null;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      byte[] header = in.readNBytes(CHUNK_BYTES);
      if (header.length < CHUNK_BYTES) {
        throw header.length == 0 ? noData() : brokenOff();
      }
      String id = new String(header, 0, 4, StandardCharsets.ISO_8859_1);
      long size = Integer.toUnsignedLong(littleEndian(header).getInt(4));
      if (id.equals("data")) {
        if (format == null) {
          throw damaged("its data chunk comes before its fmt chunk, so its samples are unknown");
        }
        return new WavHeader(format, lengthOf(size));
      }
      int kept = id.equals("fmt ") && format == null ? (int) Math.min(size, WavFormat.BYTES) : 0;
      if (kept > 0) {
        byte[] fields = in.readNBytes(kept);
        if (fields.length < kept) {
          throw brokenOff();
        }
        format = WavFormat.parse(name, littleEndian(fields));
      }
      skip(size - kept + size % 2);
    }
    throw damaged("there are over " + MOST_CHUNKS + " chunks before any audio");
  }

  /**
   * A writer that cannot seek back gives a length it does not know: 0 (many), 0x7FFFF000 less a
   * part of a frame (SoX), 0x80000000 (arecord), 0xFFFFFFFF (FFmpeg) or a header's length less.
   */
  private static long lengthOf(long size) {
    boolean unknown =
        size == 0 || (size >= 0x7FFF_E000L && size <= 0x8000_0000L) || size >= 0xFFFF_F000L;
    return unknown ? FrameReader.TO_THE_END : size;
  }

  /** Reads on rather than seeks, for a pipe cannot. */
  private void skip(long count) throws IOException, AudioException {
    byte[] scratch = new byte[(int) Math.min(count, 8_192)];
    long left = count;
    while (left > 0) {
      int read = in.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (read < 0) {
        throw noData();
      }
      left -= read;
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private AudioException brokenOff() {
    return damaged("its WAV header breaks off");
  }

  private AudioException noData() {
    return damaged("it ends before any audio: there is no data chunk");
  }

  private AudioException damaged(String why) {
    return new AudioException(name + ": " + why, "copy or export it again");
  }
}
