package io.bidiclient.realtime.timing;

import io.bidiclient.audio.AudioChunk;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells sound from background by the input's own levels: the background is what the quietest tenth
 * of the last minute is like, and sound stands out from it. Absolute levels mean nothing: a quiet
 * second speaker on a telephone line counts, the hum of a fan does not. Owned by the run's thread.
 */
public final class LevelTracker {
  /** Audio that is looked back on, in samples: a minute. */
  private static final long WINDOW = 60L * AudioChunk.RATE;

  /** Background and sound must differ by so much, in dB, to be told apart. */
  public static final double LEAST_RANGE = 8;

  /** Sound stands out from the background by so much at least, in dB. */
  private static final double LEAST_RISE = 6;

  /** And by this share of the range between background and loudest sound. */
  private static final double RISE = 0.3;

  /** What is further below the loudest sound than this, in dB, is all background alike. */
  private static final double DEEPEST = 60;

  /** Below this, in dBFS, nobody speaks, however quiet the rest is. */
  public static final double SILENCE = -60;

  /** Chunks after which the levels are looked at anew. */
  private static final int REFRESH = 12;

  private record Level(long end, double dbfs) {}

  private final Deque<Level> levels = new ArrayDeque<>();
  private final SortedLevels sorted = new SortedLevels();
  private int sinceRefresh = REFRESH;
  private double threshold = Double.POSITIVE_INFINITY;

  /**
   * Takes the next chunk; returns whether there is sound in it.
   *
   * @param end the sample after its last
   * @param dbfs its level
   */
  public boolean isSound(long end, double dbfs) {
    levels.addLast(new Level(end, dbfs));
    sorted.add(dbfs);
    while (levels.getFirst().end() <= end - WINDOW) {
      sorted.remove(levels.removeFirst().dbfs());
    }
    sinceRefresh++;
    if (sinceRefresh >= REFRESH) {
      sinceRefresh = 0;
      threshold = threshold(sorted);
    }
    return dbfs > threshold;
  }

  /**
   * Whether nothing stands out from what is loud enough to be all sound, such as unbroken speech.
   */
  public boolean isUnclear(double dbfs) {
    return Double.isInfinite(threshold) && dbfs > SILENCE;
  }

  /** The level that sound is above, in dBFS; infinite where nothing stands out. */
  static double threshold(SortedLevels sorted) {
    if (sorted.size() == 0) {
      return Double.POSITIVE_INFINITY;
    }
    int last = sorted.size() - 1;
    double loudest = sorted.get((int) Math.ceil(0.98 * last));
    double background = Math.max(sorted.get((int) (0.1 * last)), loudest - DEEPEST);
    double range = loudest - background;
    return range < LEAST_RANGE || loudest <= AudioChunk.SILENCE_DBFS
        ? Double.POSITIVE_INFINITY
        : background + Math.max(LEAST_RISE, RISE * range);
  }
}
