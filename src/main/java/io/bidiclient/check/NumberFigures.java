package io.bidiclient.check;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes from English numbers in figures what words do not have: marks of thousands, signs. */
final class NumberFigures {
  /** Commas, or spaces that no line is broken at, between groups of three. */
  private static final Pattern GROUPED =
      Pattern.compile(
          "(?<![\\d.,])\\d{1,3}(?:(?:,\\d{3})+|(?:[\\u00a0\\u202f]\\d{3})+)(?!\\d|,\\d)");

  private static final Map<String, String> CURRENCIES =
      Map.of("$", " dollars", "€", " euros", "£", " pounds");

  /** An amount with its sign before it, as it is written. */
  private static final Pattern AMOUNT =
      Pattern.compile(
          "([$€£])\\s?(\\d+(?:\\.\\d+)?(?:\\s(?:hundred|thousand|million|billion|trillion)\\b)?)",
          Pattern.CASE_INSENSITIVE);

  private NumberFigures() {}

  /** The text with its numbers as they would be spoken, still in figures. */
  static String plain(String text) {
    String grouped = GROUPED.matcher(text).replaceAll(NumberFigures::digits);
    String amounts =
        AMOUNT
            .matcher(grouped)
            .replaceAll(m -> Matcher.quoteReplacement(m.group(2) + CURRENCIES.get(m.group(1))));
    return amounts.replaceAll("(?<=\\d)\\s?[%％]", " percent ");
  }

  private static String digits(MatchResult number) {
    return number.group().replaceAll("\\D", "");
  }
}
