package io.bidiclient.realtime;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: anything between nothing and a bound that doubles with
 * every attempt up to a cap, so that many clients that lost one server do not come back together.
 *
 * @param first the bound of the first wait
 * @param cap the largest bound
 * @param random a fresh number from 0 to 1 a call
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Full
 *     jitter</a>
 */
public record Backoff(Duration first, Duration cap, DoubleSupplier random) {
  /** The wait before an attempt, counted from 0. */
  public Duration before(int attempt) {
    long bound = Math.min(cap.toMillis(), first.toMillis() << Math.min(attempt, 20));
    return Duration.ofMillis(Math.round(bound * random.getAsDouble()));
  }
}
