package io.bidiclient.realtime.session;

import java.util.Optional;
import java.util.PrimitiveIterator;

/**
 * Compares a server's final text with what it streamed. Servers tidy the final text: its spaces,
 * case and punctuation may differ, its words may not.
 */
final class DoneText {
  private DoneText() {}

  /**
   * What the final text has beyond the streamed one, spaced to follow that.
   *
   * @return empty where the two contradict each other
   */
  static Optional<String> rest(String streamed, String done) {
    String whole = done.strip();
    if (whole.startsWith(streamed.strip())) {
      return Optional.of(following(streamed, whole.substring(streamed.strip().length())));
    }
    PrimitiveIterator.OfInt said = streamed.codePoints().filter(DoneText::isOfWord).iterator();
    int at = 0;
    while (said.hasNext()) {
      at = nextOfWord(whole, at);
      if (at == whole.length() || folded(whole.codePointAt(at)) != folded(said.nextInt())) {
        return Optional.empty();
      }
      at += Character.charCount(whole.codePointAt(at));
    }
    int next = nextOfWord(whole, at);
    boolean apart = whole.substring(at, next).chars().anyMatch(Character::isWhitespace);
    String rest = whole.substring(next);
    return Optional.of(following(streamed, apart && !rest.isEmpty() ? " " + rest : rest));
  }

  private static String following(String streamed, String rest) {
    boolean spaced = !streamed.isEmpty() && !streamed.equals(streamed.stripTrailing());
    return spaced ? rest.stripLeading() : rest;
  }

  private static int nextOfWord(String text, int from) {
    int at = from;
    while (at < text.length() && !isOfWord(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static int folded(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  /** Letters, digits and symbols, such as emoji. */
  private static boolean isOfWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          false;
      default -> true;
    };
  }
}
