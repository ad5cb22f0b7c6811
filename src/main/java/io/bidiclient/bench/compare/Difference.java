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
 */
public record Difference(String name, String unit, double value, double low, double high) {
  /** Whether the interval leaves zero out. */
  public boolean isShown() {
    return low > 0 || high < 0;
  }

  /** What the interval says, and no more. */
  public String verdict() {
    String range = String.format(Locale.ROOT, "%+.2f to %+.2f %s", low, high, unit);
    String what = String.format(Locale.ROOT, "%s: %+.2f %s (95 %%: %s)", name, value, unit, range);
    if (!isShown()) {
      return what + ": no difference shown";
    }
    return what + (value > 0 ? ": the second is higher" : ": the second is lower");
  }
}
