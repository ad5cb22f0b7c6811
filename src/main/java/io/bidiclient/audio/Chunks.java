package io.bidiclient.audio;

import java.io.IOException;
import java.nio.ByteOrder;

/** The chunks of a WAV file's front, one after the other; each is a layout of its own. */
interface Chunks {
  /** The order of the bytes in numbers and in samples. */
  ByteOrder order();

  /** The head of the next chunk. */
  Chunk next() throws IOException, AudioException;

  /**
   * Goes to the end of a chunk.
   *
   * @param read bytes of its content that were read
   */
  void leave(Chunk chunk, int read) throws IOException, AudioException;
}
