package io.bidiclient.check;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes texts comparable: Unicode NFKC, lower case, apostrophes and characters that are not shown
 * dropped, all other punctuation and symbols taken for spaces. Accents stay: they are spelling.
 * Chinese and Japanese characters are words of their own.
 *
 * @param numbers whether English numbers count as the same in words and in figures
 */
public record Normalizer(boolean numbers) {
  private static final String APOSTROPHES = "'’ʼ";

  /** A number with one point, and not a version or a date. */
  private static final Pattern DECIMAL = Pattern.compile("(?<![\\d.])\\d+(\\.)\\d+(?!\\.?\\d)");

  /** The words of a text. */
  public List<String> words(String text) {
    String figures = numbers ? NumberFigures.plain(text) : text;
    String plain = java.text.Normalizer.normalize(figures, Form.NFKC).toLowerCase(Locale.ROOT);
    BitSet points = numbers ? points(plain) : new BitSet();
    StringBuilder spaced = new StringBuilder();
    for (int at = 0; at < plain.length(); at += Character.charCount(plain.codePointAt(at))) {
      if (points.get(at)) {
        spaced.append('.');
      } else {
        append(spaced, plain.codePointAt(at));
      }
    }
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

  private static BitSet points(String text) {
    BitSet points = new BitSet();
    Matcher decimal = DECIMAL.matcher(text);
    while (decimal.find()) {
      points.set(decimal.start(1));
    }
    return points;
  }

  private static void append(StringBuilder text, int c) {
    if (APOSTROPHES.indexOf(c) >= 0 || isInvisible(c)) {
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

  /** Soft hyphens, joiners, marks of direction, and what chooses between two shapes. */
  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || (c >= 0xfe00 && c <= 0xfe0f)
        || (c >= 0xe0100 && c <= 0xe01ef);
  }

  private static boolean isPartOfWord(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(c);
    };
  }
}
