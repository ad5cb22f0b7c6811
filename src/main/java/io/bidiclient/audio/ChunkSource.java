package io.bidiclient.audio;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Audio as the endpoint takes it, chunk by chunk. Owned by the one thread that reads it; {@link
 * #close} may be called from any.
 */
public interface ChunkSource extends Closeable {
  /**
   * The next chunk; blocks until its audio is there.
   *
   * @return empty at the end of the audio
   * @throws AudioException when the audio is damaged or breaks off; every chunk that could be made
   *     was returned before
   */
  Optional<AudioChunk> next() throws AudioException;

  @Override
  void close() throws IOException;
}
