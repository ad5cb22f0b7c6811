package io.bidiclient.audio.open;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The order of an MP4 file's boxes: whether its index comes before the sound, so that it can be
 * read as it comes, or behind it.
 *
 * @see <a href="https://www.iso.org/standard/83102.html">ISO/IEC 14496-12 section 4.2</a>
 */
final class Mp4Boxes {
  private static final int INDEX = fourLetters('m', 'o', 'o', 'v');

  /** A fragment has an index of its own. */
  private static final int FRAGMENT = fourLetters('m', 'o', 'o', 'f');

  private static final int SOUND = fourLetters('m', 'd', 'a', 't');
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** The size of a box whose header has another one of 64 bits. */
  private static final long LONG = 1;

  /** What stands before either is small: so many bytes are looked at. */
  private static final long MOST = 1 << 16;

  private Mp4Boxes() {}

  /** Whether the sound stands before its index; the stream is read up to where that is known. */
  static boolean endWithIndex(InputStream in) throws IOException {
    DataInputStream boxes = new DataInputStream(in);
    long room = MOST;
    try {
      for (; ; ) {
        long size = Integer.toUnsignedLong(boxes.readInt());
        int type = boxes.readInt();
        if (type == SOUND || type == INDEX || type == FRAGMENT) {
          return type == SOUND;
        }
        long rest = size == LONG ? boxes.readLong() - LONG_HEADER : size - HEADER;
        if (rest < 0 || rest + LONG_HEADER > room) {
          return false;
        }
        room -= rest + LONG_HEADER;
        boxes.readFully(new byte[(int) rest]);
      }
    } catch (EOFException e) {
      return false;
    }
  }

  private static int fourLetters(char a, char b, char c, char d) {
    return a << 24 | b << 16 | c << 8 | d;
  }
}
