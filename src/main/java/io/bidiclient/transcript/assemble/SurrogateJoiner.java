package io.bidiclient.transcript.assemble;

import io.bidiclient.text.PrintableText;

/**
 * Joins characters that a server cut in two: JSON can carry half of a surrogate pair, and a delta
 * may end with one. A half whose other half does not follow becomes the replacement character.
 * Owned by one thread.
 */
final class SurrogateJoiner {
  /** The first half of a pair, or empty. */
  private String held = "";

  /** The next delta's text, with what was held of the one before. */
  String join(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String whole = held + text;
    held = "";
    int last = whole.length() - 1;
    if (Character.isHighSurrogate(whole.charAt(last))) {
      held = whole.substring(last);
      whole = whole.substring(0, last);
    }
    return PrintableText.wellFormed(whole);
  }

  /** What stands for a half that nothing follows any more; empty where none is held. */
  String finish() {
    String rest = PrintableText.wellFormed(held);
    held = "";
    return rest;
  }
}
