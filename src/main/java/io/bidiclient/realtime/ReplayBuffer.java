package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The audio of a run that may still have to be sent, or sent again: chunk after chunk on the
 * input's time line, bounded. Owned by the run's thread.
 */
final class ReplayBuffer {
  private final TreeMap<Long, AudioChunk> chunks = new TreeMap<>();
  private final long capacity;
  private long end;

  /**
   * An empty tape.
   *
   * @param capacity samples that it holds; the oldest give way to new ones
   */
  ReplayBuffer(long capacity) {
    this.capacity = capacity;
  }

  /** Adds the chunk that follows the last one. */
  void add(AudioChunk chunk) {
    if (chunk.start() != end) {
      throw new IllegalArgumentException("a chunk at " + chunk.start() + " where " + end + " ends");
    }
    chunks.put(chunk.start(), chunk);
    end = chunk.end();
    forgetBefore(end - capacity);
  }

  /** The chunk that starts at the sample, if it is held. */
  Optional<AudioChunk> startingAt(long sample) {
    return Optional.ofNullable(chunks.get(sample));
  }

  /** The chunk that holds the sample, if it is held. */
  Optional<AudioChunk> around(long sample) {
    return Optional.ofNullable(chunks.floorEntry(sample))
        .map(Map.Entry::getValue)
        .filter(chunk -> sample < chunk.end());
  }

  /** What is held of a stretch of the time line: chunks that start in it, in order. */
  Collection<AudioChunk> between(long from, long to) {
    return chunks.subMap(from, Math.max(from, to)).values();
  }

  /** First sample held; the end when none is. */
  long from() {
    return chunks.isEmpty() ? end : chunks.firstKey();
  }

  /** Sample after the last. */
  long end() {
    return end;
  }

  /** Lets go of chunks that end at or before the sample. */
  void forgetBefore(long sample) {
    while (!chunks.isEmpty() && chunks.firstEntry().getValue().end() <= sample) {
      chunks.pollFirstEntry();
    }
  }
}
