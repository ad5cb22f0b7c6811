package io.bidiclient.transcript.assemble;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a word ends a sentence. Behind a full stop Java's rules for text decide, which are
 * Unicode's: none ends before a small letter or a figure. They know no abbreviations: none ends
 * behind an initial, letters with stops between them (U.S., e.g.) or a title, of which only the
 * commonest are known here. Stateless.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/#Sentence_Boundaries">Unicode Standard Annex
 *     #29</a>
 */
public final class SentenceEnds {
  private static final String STOPS = ".!?…。！？";
  private static final Pattern CLOSERS = Pattern.compile("[\"'»”’)\\]」』]+$");
  private static final Pattern LETTERS = Pattern.compile("[\\p{Punct}\\p{P}]*(?:\\p{L}\\.)+");

  private static final Set<String> TITLES =
      Set.of(
          "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Jr.", "Sr.", "Lt.", "Col.", "Gen.", "Sgt.",
          "Capt.", "Rev.", "Hon.", "Sen.", "Rep.", "Gov.", "Mme.", "Hr.", "Fr.", "Sra.", "Dra.");

  private SentenceEnds() {}

  /** Whether one ends between the two words. */
  public static boolean between(String word, String next) {
    String text = CLOSERS.matcher(word).replaceAll("");
    if (text.isEmpty() || STOPS.indexOf(text.charAt(text.length() - 1)) < 0) {
      return false;
    }
    return !text.endsWith(".")
        || (isBoundary(word, next) && !LETTERS.matcher(text).matches() && !TITLES.contains(text));
  }

  private static boolean isBoundary(String word, String next) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(word + " " + next);
    return sentences.isBoundary(word.length() + 1);
  }
}
