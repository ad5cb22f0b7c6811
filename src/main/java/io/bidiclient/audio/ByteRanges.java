package io.bidiclient.audio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes that lie elsewhere and can be asked for from any place on. */
public interface ByteRanges {
  /** Bytes in all. */
  long length();

  /**
   * Asks for the bytes from a place to the end. Blocks until they begin to come.
   *
   * @param place bytes before it, fewer than there are
   * @return owned by who asked, and may be closed early, from any thread; empty where only the
   *     whole can be had
   */
  Optional<InputStream> from(long place) throws IOException;
}
