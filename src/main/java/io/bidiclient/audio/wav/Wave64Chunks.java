package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ContainerType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Chunks of Sony Wave64: named by a GUID whose first four letters are RIFF's, as long as their
 * 64-bit length says, head included, and aligned to eight bytes.
 */
final class Wave64Chunks implements ChunkReader {
  private static final int GUID_BYTES = 16;
  private static final int HEAD_BYTES = GUID_BYTES + 8;

  /** What follows the letters in the GUIDs of {@code wave}, {@code fmt } and {@code data}. */
  private static final byte[] FAMILY = HexFormat.of().parseHex("f3acd3118cd100c04f8edb8a");

  /** The GUID that a file begins with. */
  private static final byte[] FILE = HexFormat.of().parseHex("726966662e91cf11a5d628db04c10000");

  /** Bytes by which a file of the other kind is known. */
  private static final int RIFF_BYTES = 12;

  private static final long MOST_BYTES = Long.MAX_VALUE - HEAD_BYTES - 1;

  private final HeaderInput in;
  private boolean anyAudio;

  private Wave64Chunks(HeaderInput in) {
    this.in = in;
  }

  /**
   * The chunks behind the head of the file.
   *
   * @param read bytes of the head that were read, at most sixteen
   */
  static Wave64Chunks behindHead(HeaderInput in, int read) throws IOException, AudioException {
    in.bytes(HEAD_BYTES - read);
    Wave64Chunks chunks = new Wave64Chunks(in);
    String form = id(in.bytes(GUID_BYTES));
    if (!form.equals("wave")) {
      throw in.damaged("its Wave64 header describes no audio");
    }
    return chunks;
  }

  @Override
  public ByteOrder order() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public ChunkHeader next() throws IOException, AudioException {
    byte[] head = in.some(HEAD_BYTES);
    if (head.length < HEAD_BYTES) {
      throw head.length == 0 ? in.noData() : in.brokenOff();
    }
    if (isFile(head)) {
      return new ChunkHeader("RIFF", -1);
    }
    String id = id(head);
    long length = ByteBuffer.wrap(head).order(order()).getLong(GUID_BYTES);
    // A writer that could not seek back left 0, its head's length, or the most there is; a later
    // chunk of its head alone is empty.
    boolean unknown = length > MOST_BYTES || (!anyAudio && length <= HEAD_BYTES);
    if (id.equals("data")) {
      anyAudio = true;
      if (unknown) {
        return new ChunkHeader(id, -1);
      }
    }
    if (length < HEAD_BYTES) {
      throw in.damaged("a chunk of its Wave64 header is shorter than its own head");
    }
    return new ChunkHeader(id, length - HEAD_BYTES);
  }

  @Override
  public void leave(ChunkHeader chunk, long read) throws IOException, AudioException {
    long padding = -chunk.size() & 7;
    in.skip(chunk.size() - read + padding);
  }

  private static String id(byte[] guid) {
    boolean known = Arrays.equals(FAMILY, 0, FAMILY.length, guid, 4, GUID_BYTES);
    return known ? new String(guid, 0, 4, StandardCharsets.ISO_8859_1) : "";
  }

  /** Whether another file begins here. */
  private static boolean isFile(byte[] head) {
    return Arrays.equals(FILE, 0, FILE.length, head, 0, GUID_BYTES)
        || ContainerType.of(Arrays.copyOf(head, RIFF_BYTES)).isRiff();
  }
}
