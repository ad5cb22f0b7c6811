package io.bidiclient.bench.search;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a bench may take.
 *
 * @param longest time in all
 * @param price of an instance hour, in any currency; 0 where it is not known
 * @param mostCost of the instance hours in all; what is not given is not limited
 */
public record Budget(Duration longest, double price, Optional<Double> mostCost) {
  private static final double SECONDS_AN_HOUR = 3600;

  /** What the endpoint costs in a time, by the price of one instance. */
  public double cost(Duration time) {
    return price * time.toMillis() / 1000.0 / SECONDS_AN_HOUR;
  }

  /**
   * Why no further step may begin; empty where one may.
   *
   * @param spent time since the bench began
   * @param step how long the next one takes
   */
  public Optional<String> refusal(Duration spent, Duration step) {
    Duration then = spent.plus(step);
    if (then.compareTo(longest) > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "another step takes longer than --for leaves: %d s of %d s are over",
              spent.toSeconds(),
              longest.toSeconds()));
    }
    return mostCost
        .filter(most -> cost(then) > most)
        .map(
            most ->
                String.format(
                    Locale.ROOT,
                    "another step costs more than --max-cost leaves: %.4f of %.4f are spent",
                    cost(spent),
                    most));
  }
}
