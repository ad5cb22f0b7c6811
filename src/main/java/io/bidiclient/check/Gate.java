package io.bidiclient.check;

import java.util.Locale;
import java.util.Optional;

/**
 * One condition of a check.
 *
 * @param name what is measured
 * @param finding what was measured and what is allowed, for people
 * @param passed whether it holds
 */
public record Gate(String name, String finding, boolean passed) {
  /** A rate that may not be higher. */
  public static Gate rate(String name, Alignment measured, double most) {
    return new Gate(
        name,
        String.format(
            Locale.ROOT,
            "%.4f (%d errors in %d), at most %.4f",
            measured.rate(),
            measured.errors(),
            measured.length(),
            most),
        measured.rate() <= most);
  }

  /** A time in milliseconds that may not be longer; one that was not measured does not pass. */
  public static Gate time(
      String name, Optional<Long> millis, long most, Optional<String> withheld) {
    String found = millis.map(value -> value + " ms").orElse("not measured");
    String why = millis.isEmpty() ? withheld.map(reason -> " (" + reason + ")").orElse("") : "";
    return new Gate(
        name, found + why + ", at most " + most + " ms", millis.filter(t -> t <= most).isPresent());
  }

  /** A count that may not be lower. */
  public static Gate count(String name, long measured, long least) {
    return new Gate(name, measured + ", at least " + least, measured >= least);
  }
}
