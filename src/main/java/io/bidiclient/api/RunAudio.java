package io.bidiclient.api;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkSource;
import java.io.IOException;
import java.util.Optional;

/**
 * Audio that is read only as far as the subscriber keeps up. Owned by the thread that reads it;
 * {@link #close} may come from any.
 */
final class RunAudio implements ChunkSource {
  private final ChunkSource source;
  private final EventDelivery<?> delivery;

  /**
   * Audio over a source, which it owns.
   *
   * @param delivery says when the next piece may be read
   */
  RunAudio(ChunkSource source, EventDelivery<?> delivery) {
    this.source = source;
    this.delivery = delivery;
  }

  @Override
  public Optional<AudioChunk> next() throws AudioException {
    delivery.awaitRoom();
    return source.next();
  }

  @Override
  public void close() throws IOException {
    delivery.release();
    source.close();
  }
}
