package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import java.io.IOException;
import java.nio.ByteOrder;

/** The chunks of a WAV file's front, one after the other; each is a layout of its own. */
interface ChunkReader {
  /** The order of the bytes in numbers and in samples. */
  ByteOrder order();

  /** The head of the next chunk; of one that begins as a file does where another file begins. */
  ChunkHeader next() throws IOException, AudioException;

  /**
   * Goes to the end of a chunk.
   *
   * @param read bytes of its content that were read
   */
  void leave(ChunkHeader chunk, long read) throws IOException, AudioException;
}
