package io.bidiclient.realtime.timing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * Learns how many frames after its sound a word's text comes, by laying the frames in which text
 * came over those in which there was sound: at the right distance nearly all text falls on sound,
 * at most others fewer. The answer is empty until it is significant, and stays so for a server
 * whose deltas count no frames: there is no right distance then. Owned by the run's thread.
 */
final class TextDelayEstimator {
  /** Distances that are tried, in frames: from none to 5.1 s. */
  private static final int DISTANCES = 64;

  /** Standard deviations by which the best distance must exceed chance, among so many tried. */
  private static final double SIGNIFICANT = 4.5;

  private static final int LEAST_TEXTS = 40;

  /** At the right distance at least this share of the text falls on sound. */
  private static final double LEAST_SHARE = 0.93;

  /**
   * Text that comes sooner after the last, in frames, may be of the same word: it tells nothing.
   */
  private static final int APART = 5;

  /** The distances that do nearly as well as the best are as likely. */
  private static final double NEARLY = 0.85;

  /** Where they lie further apart, in frames, the sound has a beat: any distance may be right. */
  private static final int WIDEST = 24;

  private final int[] onSound = new int[DISTANCES];
  private final BitSet sound = new BitSet();
  private int known;
  private int texts;
  private int lastText;

  /** What {@link #longest} came to, and after how many texts. */
  private OptionalInt longest = OptionalInt.empty();

  private int judged;

  /** There is sound in the frame, or not; frames count from the input's first. */
  void frame(int frame, boolean isSound) {
    known = Math.max(known, frame + 1);
    sound.set(frame, isSound);
  }

  /** Text came when the model had transcribed so many frames. */
  void text(int heard) {
    if (heard < DISTANCES || heard > known || heard < lastText + APART) {
      return;
    }
    lastText = heard;
    texts++;
    for (int distance = 0; distance < DISTANCES; distance++) {
      if (sound.get(heard - 1 - distance)) {
        onSound[distance]++;
      }
    }
  }

  /** The longest delay that is likely, in frames. */
  OptionalInt longest() {
    if (judged != texts) {
      judged = texts;
      longest = estimate();
    }
    return longest;
  }

  /** The share of the text that falls on sound at the best distance. */
  double bestShare() {
    return texts == 0 ? 0 : (double) Arrays.stream(onSound).max().orElseThrow() / texts;
  }

  private OptionalInt estimate() {
    double expected = Arrays.stream(onSound).average().orElseThrow();
    double share = texts == 0 ? 1 : expected / texts;
    double deviation = Math.sqrt(texts * share * (1 - share));
    int most = Arrays.stream(onSound).max().orElseThrow();
    double best = (most - expected) / deviation;
    if (texts < LEAST_TEXTS || most < LEAST_SHARE * texts || !(best >= SIGNIFICANT)) {
      return OptionalInt.empty();
    }
    int first = DISTANCES;
    int last = 0;
    for (int distance = 0; distance < DISTANCES; distance++) {
      if ((onSound[distance] - expected) / deviation >= NEARLY * best) {
        first = Math.min(first, distance);
        last = distance;
      }
    }
    return last - first > WIDEST ? OptionalInt.empty() : OptionalInt.of(last);
  }
}
