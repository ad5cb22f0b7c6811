package io.bidiclient.realtime.overlap;

import java.util.List;
import java.util.Optional;

/**
 * What an alignment costs, in nats: the negative logarithm of how likely it is. A server hears the
 * same audio the same way again nearly always; it writes a word in another way now and then; a word
 * that it did not say before is as unlikely as the word is rare.
 */
final class TokenCosts {
  /** The same word again. */
  static final double SAME = 0.05;

  /** A word that is not said again. */
  static final double LOST = 4;

  /** A word that was not said before, on top of its rarity; so for another word in its place. */
  static final double CHANGED = 3;

  /** One word written as two, or two as one. */
  static final double SPLIT = 1.5;

  /** The first word of a session that begins in the middle of one. */
  static final double CUT = 2;

  /** The most that it costs that a new word was spoken before the last printed one. */
  private static final double MOST_EARLY = 5;

  /** A word that repeats one of the few before it, as in "no no no". */
  private static final double REPEATED = 1.5;

  /** A frame more or less than {@link #SLACK_FRAMES} between the two positions of one word. */
  private static final double FRAME_OFF = 1.6;

  /** The similarity that any two words have. */
  private static final double UNLIKE = 0.4;

  private static final double SLACK_FRAMES = 1;
  private static final double MOST_OFF = 6;

  private TokenCosts() {}

  /** How unlikely it is that just this token comes next. */
  static double rarity(OverlapToken token, boolean repeated) {
    double alone =
        token.character()
            ? (token.key().codePointAt(0) > 0x2000 ? 5 : 2.4)
            : Math.min(8, 3 + 0.6 * token.key().length());
    return repeated ? Math.min(alone, REPEATED) : alone;
  }

  /**
   * What it costs that another token stands in the place of one.
   *
   * @param edits letters in which they differ (Levenshtein)
   * @param longest letters of the longer one
   * @param rarity of the one that was said
   */
  static double changed(int edits, int longest, double rarity) {
    double similar = longest == 0 ? 1 : 1 - edits / (double) longest;
    double alike = Math.max(0, (similar - UNLIKE) / (1 - UNLIKE));
    return CHANGED + rarity * (1 - alike);
  }

  /**
   * What it costs that two tokens taken for one lie apart in time. Tokens of one delta have one
   * place, which tells something once.
   *
   * @param i the printed one's place among the printed
   * @param j the other's among those said
   */
  static double apart(List<OverlapToken> printed, int i, List<OverlapToken> said, int j) {
    double frames =
        Math.abs(printed.get(i).place().framesTo(said.get(j).place()).orElse(0)) - SLACK_FRAMES;
    boolean told =
        frames > 0
            && i > 0
            && j > 0
            && printed.get(i - 1).isOneDeltaWith(printed.get(i))
            && said.get(j - 1).isOneDeltaWith(said.get(j));
    return told ? 0 : Math.min(MOST_OFF, Math.max(0, frames) * FRAME_OFF);
  }

  /**
   * What it costs that a token is new, although printed ones were spoken no earlier. The text of
   * the last printed one may have come a little late, and that of the new one may not.
   *
   * @param lastPlaced the last printed token whose place was counted
   * @param before the tokens that were said before the new one
   */
  static double early(
      Optional<OverlapToken> lastPlaced, List<OverlapToken> before, OverlapToken fresh) {
    boolean told = !before.isEmpty() && before.get(before.size() - 1).isOneDeltaWith(fresh);
    double frames =
        lastPlaced.map(last -> last.place().framesTo(fresh.place()).orElse(1)).orElse(1.0);
    return told || frames > 0 ? 0 : Math.min(MOST_EARLY, FRAME_OFF * (SLACK_FRAMES - frames));
  }

  /** The last token whose place was counted. */
  static Optional<OverlapToken> lastPlaced(List<OverlapToken> printed) {
    return printed.stream()
        .filter(token -> token.place().counted().isPresent())
        .reduce((one, next) -> next);
  }
}
