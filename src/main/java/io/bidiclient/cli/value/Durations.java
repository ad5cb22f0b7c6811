package io.bidiclient.cli.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 250ms}, {@code 30s}, {@code 25m}, {@code 1h}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h|)");

  /** Far below what nanoseconds in 64 bits hold. */
  private static final BigDecimal LONGEST_MILLIS = new BigDecimal(9_999L * 3_600_000);

  private Durations() {}

  /** A duration; a number without a unit is seconds. */
  public static Duration parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new TypeConversionException("'" + text + "' is not a duration such as 30s or 250ms");
    }
    BigDecimal millis = new BigDecimal(form.group(1)).multiply(new BigDecimal(unit(form.group(2))));
    if (millis.compareTo(LONGEST_MILLIS) > 0) {
      throw new TypeConversionException("'" + text + "' is longer than 9999h");
    }
    return Duration.ofMillis(millis.longValue());
  }

  /** The shortest form that {@link #parse} reads back. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    for (String name : List.of("h", "m", "s")) {
      if (millis != 0 && millis % unit(name) == 0) {
        return millis / unit(name) + name;
      }
    }
    return millis == 0 ? "0s" : millis + "ms";
  }

  private static long unit(String name) {
    return switch (name) {
      case "ms" -> 1;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 1_000;
    };
  }
}
