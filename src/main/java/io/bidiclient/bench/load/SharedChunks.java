package io.bidiclient.bench.load;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.realtime.protocol.FrameClock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The chunks of an input that many streams share, for one of them. Whoever asks for the next one
 * has just sent the last one: how late that was, against the first, is our own pacing error. Owned
 * by the thread that reads.
 */
final class SharedChunks implements ChunkSource {
  private final List<AudioChunk> chunks;
  private final LongSupplier clock;
  private final LongConsumer late;
  private int next;
  private long began;

  /**
   * A source at the beginning.
   *
   * @param clock nanoseconds, never going back
   * @param late takes how late each chunk but the first was sent, in nanoseconds
   */
  SharedChunks(List<AudioChunk> chunks, LongSupplier clock, LongConsumer late) {
    this.chunks = chunks;
    this.clock = clock;
    this.late = late;
  }

  @Override
  public Optional<AudioChunk> next() {
    long now = clock.getAsLong();
    if (next <= 1) {
      began = now;
    } else {
      late.accept(now - began - FrameClock.nanos(chunks.get(next - 1).start()));
    }
    return next < chunks.size() ? Optional.of(chunks.get(next++)) : Optional.empty();
  }

  @Override
  public void close() {}
}
