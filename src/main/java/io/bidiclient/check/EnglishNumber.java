package io.bidiclient.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The words that English numbers are made of. */
final class EnglishNumber {
  private static final List<String> CARDINALS =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");

  private static final List<String> ORDINALS =
      List.of(
          "zeroth",
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth");

  /** From twenty; ninety ends as all of them do, in y and ieth. */
  private static final List<String> TENS =
      List.of("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet");

  private static final Map<String, Long> SCALES =
      Map.of(
          "hundred", 100L,
          "thousand", 1_000L,
          "million", 1_000_000L,
          "billion", 1_000_000_000L,
          "trillion", 1_000_000_000_000L);

  private static final Map<String, Integer> CARDINAL = numbers(CARDINALS, "y");
  private static final Map<String, Integer> ORDINAL = numbers(ORDINALS, "ieth");

  private EnglishNumber() {}

  /** A cardinal below a hundred that is one word. */
  static OptionalInt cardinal(String word) {
    return CARDINAL.containsKey(word) ? OptionalInt.of(CARDINAL.get(word)) : OptionalInt.empty();
  }

  /** An ordinal below the hundredth that is one word. */
  static OptionalInt ordinal(String word) {
    return ORDINAL.containsKey(word) ? OptionalInt.of(ORDINAL.get(word)) : OptionalInt.empty();
  }

  /** One digit, as it is spoken behind a point. */
  static OptionalInt digit(String word) {
    OptionalInt value = cardinal(word);
    return value.isPresent() && value.getAsInt() < 10 ? value : OptionalInt.empty();
  }

  /** What the number before it is multiplied by. */
  static OptionalLong scale(String word) {
    return SCALES.containsKey(word) ? OptionalLong.of(SCALES.get(word)) : OptionalLong.empty();
  }

  /** How an ordinal in figures ends. */
  static String suffix(long value) {
    boolean teen = value % 100 >= 11 && value % 100 <= 13;
    return switch (teen ? 0 : (int) (value % 10)) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }

  private static Map<String, Integer> numbers(List<String> small, String end) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < small.size(); i++) {
      numbers.put(small.get(i), i);
    }
    for (int i = 0; i < TENS.size(); i++) {
      numbers.put(TENS.get(i) + end, 20 + 10 * i);
    }
    return Map.copyOf(numbers);
  }
}
