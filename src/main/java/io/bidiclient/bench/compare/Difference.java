package io.bidiclient.bench.compare;

import java.util.Locale;

/**
 * By how much the second endpoint is above the first, with the interval that covers the true
 * difference in 95 of 100 such comparisons.
 *
 * @param name what was compared
 * @param unit of the values
 * @param value the difference that was measured
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param least smallest difference that could be told from the client's own doing
 */
public record Difference(
    String name, String unit, double value, double low, double high, double least) {
  /** Whether the interval leaves out zero, and what the client itself may have made. */
  public boolean isShown() {
    return low > least || high < -least;
  }

  /** What the interval says, and no more. */
  public String verdict() {
    String range = String.format(Locale.ROOT, "%+.2f to %+.2f %s", low, high, unit);
    String what = String.format(Locale.ROOT, "%s: %+.2f %s (95 %%: %s)", name, value, unit, range);
    if (!isShown()) {
      return low > 0 || high < 0
          ? what
              + String.format(
                  Locale.ROOT,
                  ": no difference shown, as this client was up to %.2f %s late itself",
                  least,
                  unit)
          : what + ": no difference shown";
    }
    return what + (value > 0 ? ": the second is higher" : ": the second is lower");
  }
}
