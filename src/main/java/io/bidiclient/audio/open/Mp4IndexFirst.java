package io.bidiclient.audio.open;

import io.bidiclient.audio.BlockInputStream;
import io.bidiclient.audio.ByteRanges;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An MP4 file whose index stands behind its sound, as a stream that has the index in front, so that
 * it can be read in order. The index is fetched first and kept; all else comes as it is read.
 *
 * <pre>
 *  there   ftyp | mdat ........ | moov | rest
 *  here    ftyp | moov | mdat ........ | rest      places before the old index grow by its size
 * </pre>
 *
 * <p>Owned by the thread that reads; {@link #close} may come from any.
 */
final class Mp4IndexFirst extends BlockInputStream {
  private final ByteRanges file;

  /** What follows; the reading thread's, as the rest of the piece that is being read. */
  private final Deque<Piece> pieces;

  private long left;
  private volatile InputStream current;
  private volatile boolean closed;

  private Mp4IndexFirst(ByteRanges file, Mp4Index index, List<Piece> pieces) {
    this.file = file;
    this.pieces = new ArrayDeque<>(pieces);
    this.current = index.stream();
    this.left = index.size();
  }

  /** Bytes of the file. */
  private record Piece(long from, long to) {}

  /** The file in that order; empty where it has none, or only the whole of it can be had. */
  static Optional<InputStream> of(ByteRanges file) throws IOException {
    Optional<Mp4Index> found = Mp4Index.find(file);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Mp4Index index = found.get();
    return Optional.of(
        new Mp4IndexFirst(
            file,
            index,
            List.of(
                new Piece(index.front(), index.start()), new Piece(index.end(), file.length()))));
  }

  @Override
  public int read(byte[] to, int from, int room) throws IOException {
    Objects.checkFromIndexSize(from, room, to.length);
    if (room == 0) {
      return 0;
    }
    while (left == 0) {
      if (pieces.isEmpty()) {
        return -1;
      }
      next(pieces.remove());
    }
    int read = current.read(to, from, (int) Math.min(room, left));
    if (read < 0) {
      throw new EOFException("it ended early");
    }
    left -= read;
    return read;
  }

  private void next(Piece piece) throws IOException {
    left = piece.to() - piece.from();
    if (left == 0) {
      return;
    }
    current.close();
    current =
        file.from(piece.from())
            .orElseThrow(() -> new IOException("it can only be read as a whole now"));
    if (closed) {
      current.close();
      throw new ClosedChannelException();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    current.close();
  }
}
