package io.bidiclient.transcript.assemble;

/**
 * One phrase of a glossary.
 *
 * @param wrong what the model writes, its words one space apart
 * @param right what is meant
 * @param exact whether upper and lower case have to be as they stand
 */
record GlossaryEntry(String wrong, String right, boolean exact) {
  /** The text is none of it. */
  static final int NONE = -1;

  /** The text may be it, and goes on too short to tell. */
  static final int UNKNOWN = -2;

  /** A phrase that has to be in its own case only if it has a capital. */
  static GlossaryEntry of(String wrong, String right) {
    String spaced = wrong.strip().replaceAll("\\s+", " ");
    boolean capital = spaced.codePoints().anyMatch(c -> Character.toLowerCase(c) != c);
    return new GlossaryEntry(spaced, right.strip().replaceAll("\\s+", " "), capital);
  }

  /** What is the same in upper and lower case, and of both forms of an apostrophe. */
  static int folded(int c) {
    return c == '’' ? '\'' : Character.toLowerCase(Character.toUpperCase(c));
  }

  int length() {
    return wrong.codePointCount(0, wrong.length());
  }

  int first() {
    return folded(wrong.codePointAt(0));
  }

  boolean isSameAs(GlossaryEntry other) {
    return exact == other.exact && wrong.equals(other.wrong);
  }

  /**
   * Where the phrase ends that begins at the place, {@link #NONE} or {@link #UNKNOWN}.
   *
   * @param before the code point before the text; a space where there is none
   * @param whole whether nothing follows the text
   */
  int end(CharSequence text, int from, int before, boolean whole) {
    int first = wrong.codePointAt(0);
    int previous = from == 0 ? before : Character.codePointBefore(text, from);
    if (isOfWord(first) && isOfWord(previous)) {
      return NONE;
    }
    int at = from;
    for (int i = 0; i < wrong.length(); ) {
      if (at == text.length()) {
        return whole ? NONE : UNKNOWN;
      }
      int wanted = wrong.codePointAt(i);
      int found = Character.codePointAt(text, at);
      if (wanted == ' ') {
        if (!Letters.isSpace(found)) {
          return NONE;
        }
        while (at < text.length() && Letters.isSpace(Character.codePointAt(text, at))) {
          at += Character.charCount(Character.codePointAt(text, at));
        }
      } else if (!matches(wanted, found)) {
        return NONE;
      } else {
        at += Character.charCount(found);
      }
      i += Character.charCount(wanted);
    }
    if (!isOfWord(wrong.codePointBefore(wrong.length()))) {
      return at;
    }
    if (at == text.length()) {
      return whole ? at : UNKNOWN;
    }
    return isOfWord(Character.codePointAt(text, at)) ? NONE : at;
  }

  /** What stands there instead: it keeps a capital that only the place has given. */
  String insteadOf(CharSequence found) {
    int start = right.codePointAt(0);
    boolean raised = Character.isUpperCase(Character.codePointAt(found, 0));
    if (exact || !raised || !Character.isLowerCase(start)) {
      return right;
    }
    return Character.toString(Character.toTitleCase(start))
        + right.substring(Character.charCount(start));
  }

  private boolean matches(int wanted, int found) {
    if (exact) {
      return wanted == found
          || (wanted == '\'' && found == '’')
          || (wanted == '’' && found == '\'');
    }
    return folded(wanted) == folded(found);
  }

  /** Whether it goes on with a word; in scripts without spaces nothing does. */
  private static boolean isOfWord(int c) {
    return (Character.isLetterOrDigit(c) || Letters.isCombining(c)) && !Letters.isUnspaced(c);
  }
}
