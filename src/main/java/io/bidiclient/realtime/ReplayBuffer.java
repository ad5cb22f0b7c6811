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
   * @param quiet samples up to its end in which certainly nobody speaks
   */
  record Entry(AudioChunk chunk, double levelDbfs, boolean sound, boolean unclear, long quiet) {
    long start() {
      return chunk.start();
    }

    long end() {
      return chunk.end();
    }

    /** Whether a word may be spoken in it. */
    boolean mayHoldWords() {
      return sound || unclear;
    }
  }

  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private long end;

  /** A stretch that is known to hold no words. */
  private long silentFrom;

  private long silentTo;

  /** Adds the chunk that follows the last one. */
  void add(Entry next) {
    if (next.start() != end) {
      throw new IllegalArgumentException("a chunk at " + next.start() + " where " + end + " ends");
    }
    entries.put(next.start(), next);
    end = next.end();
  }

  /**
   * The chunk that starts at the sample; empty at the end.
   *
   * @throws IllegalStateException when it is no longer held: a wait for it would have no end
   */
  Optional<Entry> startingAt(long sample) {
    Entry entry = entries.get(sample);
    if (entry == null && sample < end) {
      throw new IllegalStateException("the audio at " + sample + " is not held: " + from());
    }
    return Optional.ofNullable(entry);
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

  /** The first sample at or after the given one at which a word may be spoken; the end if none. */
  long wordsFrom(long sample) {
    long from = sample >= silentFrom && sample <= silentTo ? silentTo : sample;
    Long first = entries.floorKey(from);
    silentTo = from;
    for (Entry entry : entries.tailMap(first == null ? from : first, true).values()) {
      if (entry.mayHoldWords() && entry.end() > from) {
        break;
      }
      silentTo = Math.max(silentTo, entry.end());
    }
    silentFrom = from == sample ? sample : silentFrom;
    return silentTo;
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
