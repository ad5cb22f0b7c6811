package io.bidiclient.transcript.assemble;

import java.lang.Character.UnicodeScript;

/** What a code point does to the words around it. */
final class Letters {
  private static final String LEADERS = "¿¡";

  private static final String TRAILERS = "!?;:…–—.,%";

  private Letters() {}

  /** Whether it is written without spaces between words. */
  static boolean isUnspaced(int c) {
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  /** Whether it belongs to the character before it, whatever stands there. */
  static boolean isCombining(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> c == 'ー' || c == '々';
    };
  }

  /** Whether it opens what follows: a bracket, a quotation, an inverted mark. */
  static boolean isLeader(int c) {
    int type = Character.getType(c);
    return type == Character.START_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || LEADERS.indexOf(c) >= 0;
  }

  /** Whether it closes what went before, even after a space, as in French. */
  static boolean isTrailer(int c) {
    int type = Character.getType(c);
    return type == Character.END_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || TRAILERS.indexOf(c) >= 0;
  }

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
