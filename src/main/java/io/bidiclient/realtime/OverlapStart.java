package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses where a session begins that is to transcribe some audio again: early enough that several
 * words are said by both sessions, and at the quietest place near there, which is between words if
 * there is any such place. Relative to the audio around, no level counts for itself.
 */
final class OverlapStart {
  /** Audio with sound in it that both sessions transcribe: some eight words. */
  private static final long SOUND = 4L * AudioChunk.RATE;

  /** Where there is so little sound, or none can be told, this much audio is enough. */
  private static final long LONGEST = 16L * AudioChunk.RATE;

  /** How far back the quietest place is looked for. */
  private static final long SEARCH = 4L * AudioChunk.RATE;

  /** A place to begin is as quiet as the loudest of so many chunks in a row. */
  private static final int QUIET_CHUNKS = 3;

  /** How much louder, in dB, is nearly as quiet. */
  private static final double NEARLY = 3;

  private OverlapStart() {}

  /**
   * The first sample of such a session, where a chunk begins.
   *
   * @param latest no word that lies before it needs to be transcribed again
   * @param floor the earliest place allowed; returned where the buffer reaches no further back
   */
  static long before(long latest, ReplayBuffer buffer, long floor) {
    long earliest = Math.max(floor, buffer.from());
    long begin = earliest;
    long sound = 0;
    List<ReplayBuffer.Entry> entries = buffer.between(earliest, latest);
    for (int i = entries.size() - 1; i >= 0; i--) {
      ReplayBuffer.Entry entry = entries.get(i);
      sound += entry.sound() ? entry.chunk().samples() : 0;
      if (sound >= SOUND || latest - entry.start() >= LONGEST) {
        begin = entry.start();
        break;
      }
    }
    return begin == earliest ? earliest : quietest(begin - SEARCH, begin, buffer, earliest);
  }

  /**
   * The same where a session may overlap only by so much: the earliest place that is nearly as
   * quiet as any.
   */
  static long after(long earliest, long latest, ReplayBuffer buffer) {
    List<ReplayBuffer.Entry> near = new ArrayList<>(buffer.between(earliest, latest));
    if (near.size() <= QUIET_CHUNKS) {
      return latest;
    }
    double[] levels =
        IntStream.rangeClosed(0, near.size() - QUIET_CHUNKS)
            .mapToDouble(i -> loudest(near.subList(i, i + QUIET_CHUNKS)))
            .toArray();
    double quietest = Arrays.stream(levels).min().orElseThrow();
    int first = 0;
    while (levels[first] > quietest + NEARLY) {
      first++;
    }
    return near.get(first + QUIET_CHUNKS / 2).start();
  }

  private static long quietest(long from, long to, ReplayBuffer buffer, long floor) {
    List<ReplayBuffer.Entry> near = new ArrayList<>(buffer.between(Math.max(floor, from), to + 1));
    if (near.size() <= QUIET_CHUNKS) {
      return near.isEmpty() ? floor : near.get(0).start();
    }
    int best = near.size() - QUIET_CHUNKS;
    double quietest = Double.POSITIVE_INFINITY;
    for (int i = near.size() - QUIET_CHUNKS; i >= 0; i--) {
      double loudest = loudest(near.subList(i, i + QUIET_CHUNKS));
      if (loudest < quietest) {
        quietest = loudest;
        best = i;
      }
    }
    return near.get(best + QUIET_CHUNKS / 2).start();
  }

  /** The level of the loudest of some chunks, in dBFS. */
  static double loudest(List<ReplayBuffer.Entry> entries) {
    return entries.stream().mapToDouble(ReplayBuffer.Entry::levelDbfs).max().orElseThrow();
  }
}
