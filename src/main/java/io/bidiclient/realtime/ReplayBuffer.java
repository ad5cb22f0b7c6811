package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** Chunks that were let go before the list is made shorter. */
  private static final int MOST_GONE = 1_024;

  /** The chunks held, behind some that were let go. */
  private final List<Entry> entries = new ArrayList<>();

  private int first;
  private long end;

  private long wordsGoneTo;

  /** A stretch that is known to hold no words. */
  private long silentFrom;

  private long silentTo;

  /** Adds the chunk that follows the last one. */
  void add(Entry next) {
    if (next.start() != end) {
      throw new IllegalArgumentException("a chunk at " + next.start() + " where " + end + " ends");
    }
    entries.add(next);
    end = next.end();
  }

  /**
   * The chunk that starts at the sample; empty at the end.
   *
   * @throws IllegalStateException when it is no longer held: a wait for it would have no end
   */
  Optional<Entry> startingAt(long sample) {
    if (sample >= end) {
      return Optional.empty();
    }
    int at = firstFrom(sample);
    if (at == entries.size() || entries.get(at).start() != sample) {
      throw new IllegalStateException("the audio at " + sample + " is not held: " + from());
    }
    return Optional.of(entries.get(at));
  }

  /** The chunk that holds the sample, if it is held. */
  Optional<Entry> around(long sample) {
    int at = firstFrom(sample + 1) - 1;
    return at < first || sample >= end ? Optional.empty() : Optional.of(entries.get(at));
  }

  /** What is held of a stretch of the time line: chunks that start in it, in order. */
  List<Entry> between(long from, long to) {
    int start = firstFrom(from);
    return entries.subList(start, Math.max(start, firstFrom(to)));
  }

  /** The first sample at or after the given one at which a word may be spoken; the end if none. */
  long wordsFrom(long sample) {
    long from = sample >= silentFrom && sample <= silentTo ? silentTo : sample;
    silentTo = from;
    for (int i = Math.max(first, firstFrom(from + 1) - 1); i < entries.size(); i++) {
      Entry entry = entries.get(i);
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
    return first == entries.size() ? end : entries.get(first).start();
  }

  /** Where the last chunk that was let go and may hold words ends; 0 if there is none. */
  long wordsGoneTo() {
    return wordsGoneTo;
  }

  /** Sample after the last. */
  long end() {
    return end;
  }

  /** Lets go of chunks that end at or before the sample. */
  void forgetBefore(long sample) {
    while (first < entries.size() && entries.get(first).end() <= sample) {
      Entry gone = entries.set(first, null);
      wordsGoneTo = gone.mayHoldWords() ? gone.end() : wordsGoneTo;
      first++;
    }
    if (first > MOST_GONE && 2 * first > entries.size()) {
      entries.subList(0, first).clear();
      first = 0;
    }
  }

  /** The index of the first chunk held that starts at the sample or after it. */
  private int firstFrom(long sample) {
    int low = first;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).start() < sample) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
