package io.bidiclient.audio.open;

import io.bidiclient.audio.ByteRanges;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * The index of an MP4 file that stands behind the sound, with the places in it as they are once it
 * stands before it.
 *
 * @see <a href="https://www.iso.org/standard/83102.html">ISO/IEC 14496-12 sections 4.2, 8.7.5</a>
 */
final class Mp4Index {
  private static final int TYPE = fourLetters("ftyp");
  private static final int INDEX = fourLetters("moov");
  private static final int PLACES = fourLetters("stco");
  private static final int LONG_PLACES = fourLetters("co64");
  private static final int COMPRESSED = fourLetters("cmov");

  /** Boxes that hold boxes, on the way to the places. */
  private static final Set<Integer> HOLDERS =
      Set.of(
          INDEX,
          fourLetters("trak"),
          fourLetters("mdia"),
          fourLetters("minf"),
          fourLetters("stbl"));

  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** The size of a box whose header has another one of 64 bits. */
  private static final long LONG = 1;

  /** So much is passed over in a stream; for more, another one is asked for. */
  private static final long NEAR = 1 << 16;

  /** It is kept in memory: a larger one is left to others. */
  private static final long MOST = 1 << 26;

  /** The box that says what file it is, with which the file begins; empty where there is none. */
  private final byte[] type;

  /** Where the index was. */
  private final long start;

  /** Its box. */
  private final byte[] index;

  private Mp4Index(byte[] type, long start, byte[] index) {
    this.type = type;
    this.start = start;
    this.index = index;
  }

  /** A file is not what it says. */
  private static final class Odd extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** A box's head. */
  private record Head(int type, long size, int length) {
    static Head read(DataInputStream in) throws IOException {
      long size = Integer.toUnsignedLong(in.readInt());
      int type = in.readInt();
      return size == LONG
          ? new Head(type, in.readLong(), LONG_HEADER)
          : new Head(type, size, HEADER);
    }
  }

  /** Looks for it, and reads it; empty where there is none, or it cannot be had or used. */
  static Optional<Mp4Index> find(ByteRanges file) throws IOException {
    Optional<InputStream> at = file.from(0);
    long place = 0;
    byte[] type = new byte[0];
    try {
      while (at.isPresent()) {
        DataInputStream in = new DataInputStream(at.get());
        Head head = Head.read(in);
        long size = head.size();
        if (size < head.length() || size > file.length() - place) {
          return Optional.empty();
        }
        if (head.type() == INDEX) {
          return place == 0 || size > MOST
              ? Optional.empty()
              : Optional.of(moved(type, place, whole(head, in)));
        }
        if (place == 0 && head.type() == TYPE && size <= NEAR) {
          type = whole(head, in);
        } else if (size <= NEAR) {
          in.skipNBytes(size - head.length());
        }
        place += size;
        if (place == file.length()) {
          return Optional.empty();
        }
        if (size > NEAR) {
          in.close();
          at = file.from(place);
        }
      }
      return Optional.empty();
    } catch (EOFException | Odd e) {
      // Whoever reads it in order says what is wrong with it.
      return Optional.empty();
    } finally {
      if (at.isPresent()) {
        at.get().close();
      }
    }
  }

  /** A box with its head. */
  private static byte[] whole(Head head, DataInputStream in) throws IOException {
    byte[] whole = new byte[(int) head.size()];
    ByteBuffer box = ByteBuffer.wrap(whole);
    boolean extended = head.length() == LONG_HEADER;
    box.putInt((int) (extended ? LONG : head.size())).putInt(head.type());
    if (extended) {
      box.putLong(head.size());
    }
    in.readFully(whole, box.position(), box.remaining());
    return whole;
  }

  private static Mp4Index moved(byte[] type, long start, byte[] index) throws Odd {
    Mp4Index found = new Mp4Index(type, start, index);
    found.move(ByteBuffer.wrap(index));
    return found;
  }

  /** Moves all places in the boxes that follow. */
  private void move(ByteBuffer boxes) throws Odd {
    while (boxes.remaining() >= HEADER) {
      int from = boxes.position();
      long size = Integer.toUnsignedLong(boxes.getInt());
      int type = boxes.getInt();
      if (size == LONG && boxes.remaining() >= Long.BYTES) {
        size = boxes.getLong();
      }
      if (size < boxes.position() - from || size > boxes.limit() - from || type == COMPRESSED) {
        throw new Odd();
      }
      ByteBuffer inside = boxes.duplicate().limit(from + (int) size);
      if (HOLDERS.contains(type)) {
        move(inside);
      } else if (type == PLACES || type == LONG_PLACES) {
        movePlaces(inside, type == LONG_PLACES);
      }
      boxes.position(from + (int) size);
    }
  }

  private void movePlaces(ByteBuffer table, boolean wide) throws Odd {
    int bytes = wide ? Long.BYTES : Integer.BYTES;
    if (table.remaining() < 2 * Integer.BYTES) {
      throw new Odd();
    }
    table.getInt();
    long count = Integer.toUnsignedLong(table.getInt());
    if (count * bytes > table.remaining()) {
      throw new Odd();
    }
    for (long i = 0; i < count; i++) {
      int at = table.position();
      long place = wide ? table.getLong() : Integer.toUnsignedLong(table.getInt());
      long moved = place >= front() && place < start ? place + index.length : place;
      if (wide) {
        table.putLong(at, moved);
      } else if (moved >>> Integer.SIZE == 0) {
        table.putInt(at, (int) moved);
      } else {
        throw new Odd();
      }
    }
  }

  /** What of the file stands before the index here, in bytes. */
  long front() {
    return type.length;
  }

  /** Where the index was. */
  long start() {
    return start;
  }

  /** Where the index ended. */
  long end() {
    return start + index.length;
  }

  /** The file's first bytes here. */
  InputStream stream() {
    return new SequenceInputStream(new ByteArrayInputStream(type), new ByteArrayInputStream(index));
  }

  /** How many they are. */
  long size() {
    return (long) type.length + index.length;
  }

  private static int fourLetters(String type) {
    return type.charAt(0) << 24 | type.charAt(1) << 16 | type.charAt(2) << 8 | type.charAt(3);
  }
}
