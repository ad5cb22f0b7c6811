package io.bidiclient.realtime.timing;

import io.bidiclient.audio.AudioChunk;

/**
 * Measures how long nobody has certainly spoken, by the input's own levels over 20 ms: a pause is
 * as quiet as the quietest twentieth of the last minute, where speech is far louder than that. In
 * speech that never pauses, the quietest twentieth is what lies between its sounds, which is never
 * as long as a pause. Owned by the run's thread.
 */
public final class PauseTracker {
  /** Levels that are looked back on: a minute. */
  private static final int WINDOW = 3_000;

  /** The background is what the quietest of so many is like. */
  private static final int BACKGROUND = 20;

  /** The loudest of so many are left out: they may be clicks. */
  private static final int CLICKS = 50;

  private static final int FEW = 2;

  /** Speech is louder than the background by so much at least, in dB, or nothing is certain. */
  private static final int LEAST_RANGE = 9;

  /** A pause may be louder than the background by this part of that range. */
  private static final int PART = 3;

  /** And by so much at most, in dB: more may be a weak consonant. */
  private static final int MOST_RISE = 6;

  /** What is further below the loudest sound than this, in dB, is all background alike. */
  private static final int DEEPEST = 60;

  /** The levels, in dB below full scale, the oldest written over by the newest. */
  private final int[] levels = new int[WINDOW];

  private int size;
  private int oldest;

  /** How many of the levels are so many dB below full scale. */
  private final int[] counts = new int[(int) -AudioChunk.SILENCE_DBFS + 1];

  /** The loudest speech of the run so far. */
  private int loudest = counts.length - 1;

  private long quiet;

  /**
   * Takes the next chunk of the input.
   *
   * @return samples at its end, and before it, in which certainly nobody speaks
   */
  public long quietAfter(AudioChunk chunk) {
    int frames = chunk.levelFrames();
    for (int i = 0; i < frames; i++) {
      remember(chunk.belowFullScale(i));
    }
    int limit = limit();
    for (int i = 0; i < frames; i++) {
      int samples =
          i == frames - 1 ? chunk.samples() - i * AudioChunk.LEVEL_FRAME : AudioChunk.LEVEL_FRAME;
      quiet = chunk.belowFullScale(i) >= limit ? quiet + samples : 0;
    }
    return quiet;
  }

  private void remember(int level) {
    if (size == WINDOW) {
      counts[levels[oldest]]--;
    } else {
      size++;
    }
    levels[oldest] = level;
    counts[level]++;
    oldest = (oldest + 1) % WINDOW;
  }

  /** How far below full scale a pause is at least, in dB; out of reach where none is certain. */
  private int limit() {
    int last = size - 1;
    loudest = Math.min(loudest, rank(Math.min(last, FEW + size / CLICKS)));
    int range = Math.min(DEEPEST, rank(last - size / BACKGROUND) - loudest);
    if (range >= LEAST_RANGE) {
      return loudest + range - Math.min(MOST_RISE, range / PART);
    }
    return loudest > -LevelTracker.SILENCE ? (int) -LevelTracker.SILENCE : Integer.MAX_VALUE;
  }

  /** The level of the given place in order, from the loudest. */
  private int rank(int place) {
    int level = 0;
    for (int louder = counts[0]; louder <= place; louder += counts[level]) {
      level++;
    }
    return level;
  }
}
