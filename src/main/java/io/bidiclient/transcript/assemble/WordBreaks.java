package io.bidiclient.transcript.assemble;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where words end in text of a script that writes them together. The JDK has a dictionary of Thai;
 * for Lao, Khmer and Burmese it has none, and such text is one word as far as can be told here.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/">Unicode Standard Annex #29</a>
 */
final class WordBreaks {
  private static final Locale THAI = Locale.forLanguageTag("th");

  private WordBreaks() {}

  /** Whether there is a dictionary for it. */
  static boolean isKnown(int c) {
    return UnicodeScript.of(c) == UnicodeScript.THAI;
  }

  /** The places inside the text at which another word begins; marks and signs begin none. */
  static List<Integer> in(String text) {
    List<Integer> breaks = new ArrayList<>();
    BreakIterator words = BreakIterator.getWordInstance(THAI);
    words.setText(text);
    for (int at = words.next(); at != BreakIterator.DONE && at < text.length(); at = words.next()) {
      if (Character.isLetterOrDigit(text.codePointAt(at)) && hasLetter(text, breaks, at)) {
        breaks.add(at);
      }
    }
    return breaks;
  }

  /** Whether there would be more than signs in the word that ends here. */
  private static boolean hasLetter(String text, List<Integer> breaks, int end) {
    int start = breaks.isEmpty() ? 0 : breaks.get(breaks.size() - 1);
    return text.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
