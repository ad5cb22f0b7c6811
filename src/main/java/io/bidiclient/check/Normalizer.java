package io.bidiclient.check;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes texts comparable: Unicode NFKC, lower case, apostrophes dropped, all other punctuation and
 * symbols taken for spaces. Accents stay: they are spelling. Chinese and Japanese characters are
 * words of their own.
 *
 * @param numbers whether English number words are read as digits
 */
public record Normalizer(boolean numbers) {
  private static final String APOSTROPHES = "'’ʼ";

  /** The words of a text. */
  public List<String> words(String text) {
    StringBuilder spaced = new StringBuilder();
    java.text.Normalizer.normalize(text, Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> append(spaced, c));
    List<String> words = new ArrayList<>();
    for (String word : spaced.toString().strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return numbers ? NumberWords.toDigits(words) : List.copyOf(words);
  }

  /** The characters of a text's words, without spaces. */
  public List<String> characters(String text) {
    return String.join("", words(text)).codePoints().mapToObj(Character::toString).toList();
  }

  private static void append(StringBuilder text, int c) {
    if (APOSTROPHES.indexOf(c) >= 0) {
      return;
    }
    boolean unspaced =
        switch (Character.UnicodeScript.of(c)) {
          case HAN, HIRAGANA, KATAKANA -> true;
          default -> false;
        };
    if (unspaced) {
      text.append(' ').appendCodePoint(c).append(' ');
    } else if (isPartOfWord(c)) {
      text.appendCodePoint(c);
    } else {
      text.append(' ');
    }
  }

  private static boolean isPartOfWord(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(c);
    };
  }
}
