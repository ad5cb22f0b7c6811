package io.bidiclient.audio.open;

import io.bidiclient.audio.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stream whose front can be read again, by another reader when the first one could make nothing
 * of it. It keeps at most 1 MiB, and nothing once it was told to forget.
 *
 * <p>Owned by the thread that reads; {@link #close} may come from any.
 */
final class RewindableInput extends BlockInputStream {
  private static final int MOST = 1 << 20;

  private final InputStream in;
  private byte[] kept = new byte[4_096];
  private int count;
  private int at;
  private int marked;
  private boolean keeping = true;

  RewindableInput(InputStream in) {
    this.in = in;
  }

  /** Keeps no more: what is read from now on is read once. */
  void forget() {
    keeping = false;
  }

  /** The stream from its first byte on, unless more was read than is kept. */
  Optional<InputStream> again() {
    if (!keeping) {
      return Optional.empty();
    }
    at = 0;
    return Optional.of(this);
  }

  @Override
  public int read(byte[] to, int from, int room) throws IOException {
    if (at < count && room > 0) {
      int again = Math.min(room, count - at);
      System.arraycopy(kept, at, to, from, again);
      at += again;
      return again;
    }
    int read = in.read(to, from, room);
    if (keeping && read > 0) {
      keep(to, from, read);
    }
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] over = new byte[(int) Math.max(0, Math.min(wanted, 8_192))];
    return Math.max(0, read(over, 0, over.length));
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  @Override
  public boolean markSupported() {
    return keeping;
  }

  /** Remembers this place, however far the reading goes, as long as all of it is kept. */
  @Override
  public synchronized void mark(int limit) {
    marked = at;
  }

  @Override
  public synchronized void reset() throws IOException {
    if (!keeping) {
      throw new IOException("its header is longer than " + MOST + " bytes");
    }
    at = marked;
  }

  private void keep(byte[] from, int start, int read) {
    if (count + read > MOST) {
      keeping = false;
      kept = new byte[0];
      count = 0;
      at = 0;
      return;
    }
    if (count + read > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(2 * kept.length, count + read));
    }
    System.arraycopy(from, start, kept, count, read);
    count += read;
    at = count;
  }
}
