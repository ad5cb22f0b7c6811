package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Chunks as in RIFF (Multimedia Programming Interface and Data Specifications 1.0, IBM and
 * Microsoft, 1991), its big-endian twin RIFX, and RF64 and BW64, which keep lengths over 32 bits in
 * a chunk {@code ds64} (EBU Tech 3306, ITU-R BS.2088). Chunks are padded to even lengths, and where
 * a writer forgot that it is noticed.
 */
final class RiffChunks implements ChunkReader {
  private static final int HEAD_BYTES = 8;
  private static final int DS64_BYTES = 28;
  private static final int ENTRY_BYTES = 12;
  private static final int MOST_ENTRIES = 64;
  private static final long IN_DS64 = 0xFFFF_FFFFL;

  /** What follows an odd chunk: where one of these begins at once, there is no padding. */
  private static final Set<String> KNOWN =
      Set.of(
          "fmt ", "data", "ds64", "RIFF", "RIFX", "RF64", "BW64", "riff", "fact", "LIST", "bext",
          "iXML", "axml", "JUNK", "junk", "PAD ", "id3 ", "ID3 ", "cue ", "smpl", "inst", "PEAK",
          "FLLR", "minf", "elm1", "umid", "DISP");

  private final HeaderInput in;
  private final ByteOrder order;
  private final boolean wide;
  private final Map<String, Long> lengths = new HashMap<>();
  private boolean odd;
  private boolean anyAudio;

  /**
   * The chunks behind the first twelve bytes.
   *
   * @param wide whether lengths may be in a chunk {@code ds64}
   */
  RiffChunks(HeaderInput in, ByteOrder order, boolean wide) {
    this.in = in;
    this.order = order;
    this.wide = wide;
  }

  @Override
  public ByteOrder order() {
    return order;
  }

  @Override
  public ChunkHeader next() throws IOException, AudioException {
    byte[] head = head();
    String id = id(head);
    long size = Integer.toUnsignedLong(ByteBuffer.wrap(head).order(order).getInt(4));
    boolean audio = id.equals("data");
    if (wide && size == IN_DS64) {
      size = known(id, audio ? -1 : size);
    } else if (audio && isUnknown(size)) {
      // A writer that cannot seek back makes one such chunk: a later one of nothing is empty.
      size = size == 0 && anyAudio ? 0 : -1;
    }
    anyAudio |= audio;
    ChunkHeader chunk = new ChunkHeader(id, size);
    if (wide && id.equals("ds64") && size >= DS64_BYTES) {
      leave(chunk, readLengths(size));
      return next();
    }
    return chunk;
  }

  /** The length that ds64 tells of the next chunk of that name. */
  private long known(String id, long otherwise) {
    Long length = lengths.remove(id);
    return length == null ? otherwise : length;
  }

  @Override
  public void leave(ChunkHeader chunk, long read) throws IOException, AudioException {
    in.skip(chunk.size() - read);
    odd = chunk.size() % 2 != 0;
  }

  /** Eight bytes, behind a byte of padding where it is due and there. */
  private byte[] head() throws IOException, AudioException {
    byte[] head = in.some(HEAD_BYTES);
    boolean padded = odd && head.length > 0 && (head[0] == 0 || !KNOWN.contains(id(head)));
    odd = false;
    if (padded) {
      byte[] last = in.some(1);
      System.arraycopy(head, 1, head, 0, head.length - 1);
      if (last.length == 1) {
        head[HEAD_BYTES - 1] = last[0];
        return head;
      }
      throw head.length == 1 ? in.noData() : in.brokenOff();
    }
    if (head.length < HEAD_BYTES) {
      throw head.length == 0 ? in.noData() : in.brokenOff();
    }
    return head;
  }

  private static String id(byte[] head) {
    return new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1);
  }

  /** Length of the file, of the data, and of other chunks by their names; returns what it read. */
  private int readLengths(long size) throws IOException, AudioException {
    ByteBuffer fields = ByteBuffer.wrap(in.bytes(DS64_BYTES)).order(order);
    long data = fields.getLong(8);
    lengths.put("data", data <= 0 ? -1 : data);
    long room = Math.min((size - DS64_BYTES) / ENTRY_BYTES, MOST_ENTRIES);
    int entries = (int) Math.min(Integer.toUnsignedLong(fields.getInt(24)), room);
    for (int i = 0; i < entries; i++) {
      byte[] entry = in.bytes(ENTRY_BYTES);
      long length = ByteBuffer.wrap(entry).order(order).getLong(4);
      lengths.putIfAbsent(id(entry), Math.max(0, length));
    }
    return DS64_BYTES + entries * ENTRY_BYTES;
  }

  /**
   * A writer that cannot seek back gives a length it does not know: 0 (many), 0x7FFFF000 less a
   * part of a frame (SoX), 0x80000000 (arecord), 0xFFFFFFFF (FFmpeg) or a header's length less.
   */
  private static boolean isUnknown(long size) {
    return size == 0 || (size >= 0x7FFF_E000L && size <= 0x8000_0000L) || size >= 0xFFFF_F000L;
  }
}
