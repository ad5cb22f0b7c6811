package io.bidiclient.audio;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that gives a few bytes at a time, as a pipe may. */
public final class Dribble extends FilterInputStream {
  private int turn;

  public Dribble(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] to, int from, int room) throws IOException {
    turn++;
    return super.read(to, from, Math.min(room, 1 + turn % 3));
  }
}
