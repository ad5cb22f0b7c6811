package io.bidiclient.realtime.overlap;

/**
 * Whether a growing text shows that its server writes no spaces between words. Each character is
 * looked at once. Owned by one thread.
 */
public final class SpacingDetector {
  /** Letters in a row without a space from which on a server is taken to write none. */
  private static final int LONG_RUN = 32;

  /** Letters from which on a text without any space shows it. */
  private static final int ENOUGH = 16;

  /** Scripts from here on put no spaces between words themselves. */
  private static final char UNSPACED = 0x0e00;

  private int run;
  private int longest;
  private int letters;
  private boolean begun;
  private boolean spaceAtEnd;
  private boolean spaceWithin;

  /** A detector that has seen no text yet. */
  SpacingDetector() {}

  /** Whether it is a letter or digit of a script that puts spaces between words. */
  public static boolean isOfSpacedScript(char c) {
    return c < UNSPACED && Character.isLetterOrDigit(c);
  }

  /** Looks at a whole text. */
  static boolean isUnspaced(String text) {
    SpacingDetector detector = new SpacingDetector();
    detector.add(text);
    return detector.isUnspaced();
  }

  /** The text goes on. */
  void add(String more) {
    for (int i = 0; i < more.length(); i++) {
      char c = more.charAt(i);
      boolean space = Character.isWhitespace(c);
      boolean letter = isOfSpacedScript(c);
      run = letter ? run + 1 : space ? 0 : run;
      longest = Math.max(longest, run);
      letters += letter ? 1 : 0;
      spaceWithin |= !space && spaceAtEnd;
      spaceAtEnd = space && begun;
      begun |= !space;
    }
  }

  /** Whether the text so far shows it. */
  boolean isUnspaced() {
    return longest > LONG_RUN || (letters >= ENOUGH && !spaceWithin);
  }
}
