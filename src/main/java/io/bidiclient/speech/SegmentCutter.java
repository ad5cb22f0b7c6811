package io.bidiclient.speech;

/**
 * Finds where speech starts and where a segment of it may end, from one probability of a voice for
 * each window. A voice is detected from {@link #ON} on and until it falls below {@link #OFF}, so
 * that it does not flicker. The longer a segment is, the shorter a pause ends it; one without any
 * pause is cut where a voice was least likely.
 *
 * <pre>
 *            voice                       pause long enough
 *   quiet ──────────► speaking ──────────────────────────────► quiet
 *                       │  ▲  LONGEST reached: cut at the best window of
 *                       └──┘  the last part, what follows goes on as a segment
 * </pre>
 */
final class SegmentCutter {
  /** What to do after a window. */
  enum Decision {
    /** Nobody speaks. */
    QUIET,
    /** A segment grows. */
    SPEAKING,
    /** A segment grows, and may be cut before this window: what it holds is not certain yet. */
    HOLDING,
    /** The segment ended with this window. */
    ENDED,
    /** The segment is too long: cut it after {@link #cut} windows. */
    TOO_LONG
  }

  static final float ON = 0.5f;
  static final float OFF = 0.35f;

  /** From here on the place of a forced cut is looked for, in windows. */
  private static final int HOLD = windows(15);

  /** The longest segment: the model gets worse, and slower, with more. */
  private static final int LONGEST = windows(18);

  private boolean speaking;
  private int length;
  private int pause;
  private int best;
  private float least;

  /**
   * Takes one window.
   *
   * @param voice the probability of a voice in it
   */
  Decision hear(float voice) {
    if (!speaking) {
      if (voice < ON) {
        return Decision.QUIET;
      }
      speaking = true;
      length = 0;
      forget();
    }
    length++;
    pause = voice >= OFF ? 0 : pause + 1;
    if (pause >= enough()) {
      speaking = false;
      return Decision.ENDED;
    }
    if (length <= HOLD) {
      return Decision.SPEAKING;
    }
    // The later of two that are alike: the longer the better for the model.
    if (voice <= least) {
      least = voice;
      best = length;
    }
    return length < LONGEST ? Decision.HOLDING : Decision.TOO_LONG;
  }

  /** Windows of the segment before the cut; those after it are the start of the next segment. */
  int cut() {
    int cut = best;
    length -= cut;
    forget();
    return cut;
  }

  private void forget() {
    pause = 0;
    best = 0;
    least = Float.MAX_VALUE;
  }

  /** The pause that ends a segment of this length, in windows. */
  private int enough() {
    if (length < windows(6)) {
      return windows(0.5);
    }
    return length < windows(10) ? windows(0.32) : windows(0.16);
  }

  private static int windows(double seconds) {
    return (int) Math.round(seconds * VoiceDetector.RATE / VoiceDetector.WINDOW);
  }
}
