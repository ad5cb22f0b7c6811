package io.bidiclient.realtime.overlap;

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

  /** A new word that was spoken before the last printed one. */
  static final double EARLY = 5;

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

  /** What it costs that two tokens taken for one lie apart in time. */
  static double apart(OverlapToken printed, OverlapToken said) {
    double frames = Math.abs(printed.place().framesTo(said.place()).orElse(0));
    return Math.min(MOST_OFF, Math.max(0, frames - SLACK_FRAMES) * FRAME_OFF);
  }
}
