package io.bidiclient.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads English numbers as digits, be they words or figures: "two hundred and five" is 205, "three
 * point one four" 3.14, "twenty-first" 21st, "1.5 million" 1500000. Units and plural words of money
 * are made one.
 */
final class NumberWords {
  private static final Pattern FIGURES = Pattern.compile("\\d+(?:\\.\\d+)?");

  private static final List<String> MONEY = List.of("dollar", "euro", "pound");

  private final List<String> out = new ArrayList<>();

  /** Whether a number is begun. */
  private boolean open;

  /** Whether a smaller number may follow: "twenty" takes "five", "five" takes none. */
  private boolean takesUnit;

  /** What stands before the last scale: thousands, millions. */
  private BigDecimal total = BigDecimal.ZERO;

  /** What stands behind it. */
  private BigDecimal part = BigDecimal.ZERO;

  /** Digits behind a point that was spoken, with it; empty where there is none. */
  private String fraction = "";

  private NumberWords() {}

  /** The words with every run of number words as one number. */
  static List<String> toDigits(List<String> words) {
    NumberWords reader = new NumberWords();
    for (int i = 0; i < words.size(); i++) {
      boolean perCent = words.get(i).equals("per") && next(words, i).equals("cent");
      reader.take(perCent ? "percent" : words.get(i), next(words, i));
      i += perCent ? 1 : 0;
    }
    reader.close("");
    return List.copyOf(reader.out);
  }

  private static String next(List<String> words, int i) {
    return i + 1 < words.size() ? words.get(i + 1) : "";
  }

  private void take(String word, String next) {
    var cardinal = EnglishNumber.cardinal(word);
    var ordinal = EnglishNumber.ordinal(word);
    var scale = EnglishNumber.scale(word);
    if (!fraction.isEmpty() && EnglishNumber.digit(word).isPresent()) {
      fraction += EnglishNumber.digit(word).getAsInt();
    } else if (FIGURES.matcher(word).matches()) {
      close("");
      open = true;
      part = new BigDecimal(word);
    } else if (cardinal.isPresent()) {
      add(cardinal.getAsInt());
    } else if (scale.isPresent() && open && value().signum() > 0) {
      scale(scale.getAsLong());
    } else if (ordinal.isPresent()) {
      add(ordinal.getAsInt());
      close(EnglishNumber.suffix(total.add(part).longValue()));
    } else if (word.equals("point") && open && isWhole() && EnglishNumber.digit(next).isPresent()) {
      fraction = ".";
    } else if (!(word.equals("and") && goesOnBehindAnd(next))) {
      close("");
      out.add(MONEY.contains(word) ? word + "s" : word);
    }
  }

  private boolean goesOnBehindAnd(String next) {
    boolean counts =
        EnglishNumber.cardinal(next).isPresent() || EnglishNumber.ordinal(next).isPresent();
    return open && counts && takesUnit && isRound(part, 100);
  }

  /** Adds a number below a hundred, or begins with it where it cannot be of the one before. */
  private void add(int value) {
    boolean fits =
        value >= 20
            ? isRound(part, 100)
            : value > 0
                && (isRound(part, 100)
                    || (value < 10 && isRound(part, 10) && part.intValue() % 100 >= 20));
    if (!open || !takesUnit || !fits || !fraction.isEmpty()) {
      close("");
    }
    open = true;
    part = part.add(BigDecimal.valueOf(value));
    takesUnit = value >= 20;
  }

  private void scale(long scale) {
    boolean spoken = !fraction.isEmpty();
    BigDecimal value = spoken ? value() : part;
    if (scale == 100 && value.compareTo(BigDecimal.valueOf(100)) < 0) {
      part = plain(value.multiply(BigDecimal.valueOf(scale)));
    } else if (scale > 100) {
      total = total.add(plain(value.multiply(BigDecimal.valueOf(scale))));
      part = BigDecimal.ZERO;
    }
    fraction = "";
    takesUnit = true;
  }

  private BigDecimal value() {
    return fraction.isEmpty() ? total.add(part) : new BigDecimal(part + fraction);
  }

  private boolean isWhole() {
    return fraction.isEmpty() && part.scale() <= 0;
  }

  private static boolean isRound(BigDecimal value, int unit) {
    return value.remainder(BigDecimal.valueOf(unit)).signum() == 0;
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private void close(String suffix) {
    if (open) {
      out.add(total.add(part).toPlainString() + fraction + suffix);
    }
    open = false;
    takesUnit = false;
    total = BigDecimal.ZERO;
    part = BigDecimal.ZERO;
    fraction = "";
  }
}
