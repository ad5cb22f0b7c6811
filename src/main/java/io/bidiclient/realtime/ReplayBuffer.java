package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The audio of a run that may still have to be sent, or sent again: chunk after chunk on the
 * input's time line. It holds what it is told to keep; its owner bounds that. Owned by the run's
 * thread.
 */
final class ReplayBuffer {
  /**
   * A chunk and what is known of it.
   *
   * @param sound whether there is sound in it, by the levels of the audio before it
   * @param unclear whether that cannot be told: nothing stands out for a while, and it is loud
   */
  record Entry(AudioChunk chunk, double levelDbfs, boolean sound, boolean unclear) {
    long start() {
      return chunk.start();
    }

    long end() {
      return chunk.end();
    }
  }

  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private long end;

  /** Adds the chunk that follows the last one. */
  void add(AudioChunk chunk, double levelDbfs, boolean sound) {
    add(chunk, levelDbfs, sound, false);
  }

  /** The same where it may be unclear whether there is sound in it. */
  void add(AudioChunk chunk, double levelDbfs, boolean sound, boolean unclear) {
    if (chunk.start() != end) {
      throw new IllegalArgumentException("a chunk at " + chunk.start() + " where " + end + " ends");
    }
    entries.put(chunk.start(), new Entry(chunk, levelDbfs, sound, unclear));
    end = chunk.end();
  }

  /**
   * The chunk that starts at the sample; empty at the end.
   *
   * @throws IllegalStateException when it is no longer held: a wait for it would have no end
   */
  Optional<AudioChunk> startingAt(long sample) {
    Entry entry = entries.get(sample);
    if (entry == null && sample < end) {
      throw new IllegalStateException("the audio at " + sample + " is not held: " + from());
    }
    return Optional.ofNullable(entry).map(Entry::chunk);
  }

  /** The chunk that holds the sample, if it is held. */
  Optional<Entry> around(long sample) {
    return Optional.ofNullable(entries.floorEntry(sample))
        .map(Map.Entry::getValue)
        .filter(entry -> sample < entry.end());
  }

  /** What is held of a stretch of the time line: chunks that start in it, in order. */
  Collection<Entry> between(long from, long to) {
    return entries.subMap(from, Math.max(from, to)).values();
  }

  /** The same, from the last chunk back. */
  Collection<Entry> backwards(long from, long to) {
    return entries.subMap(from, true, Math.max(from, to), false).descendingMap().values();
  }

  /** First sample held; the end when none is. */
  long from() {
    return entries.isEmpty() ? end : entries.firstKey();
  }

  /** Sample after the last. */
  long end() {
    return end;
  }

  /** Lets go of chunks that end at or before the sample. */
  void forgetBefore(long sample) {
    while (!entries.isEmpty() && entries.firstEntry().getValue().end() <= sample) {
      entries.pollFirstEntry();
    }
  }
}
