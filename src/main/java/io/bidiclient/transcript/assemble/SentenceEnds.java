package io.bidiclient.transcript.assemble;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a word ends a sentence. As in Unicode's rules, a full stop does not where a small letter
 * follows; nor does it behind an initial, letters with stops between them (U.S., e.g.) or a title,
 * of which only the commonest are known here. Stateless.
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
    boolean mayBeShort = text.endsWith(".");
    return !mayBeShort
        || !(Character.isLowerCase(next.codePointAt(0))
            || LETTERS.matcher(text).matches()
            || TITLES.contains(text));
  }
}
