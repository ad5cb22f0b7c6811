package io.bidiclient.realtime;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a session may be used: until it is too old, or its credentials are about to expire.
 *
 * @param longest how old it may grow
 * @param signed how long its credentials were good for when it was opened, if they expire
 */
record Lifetime(Duration longest, Optional<Duration> signed) {
  /** Credentials are not used up to their last moment. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final Duration LONGEST_LEAD = Duration.ofMinutes(1);

  /**
   * What is left of it. Credentials that were about to expire when the session was opened do not
   * count: the next session would get no better ones.
   *
   * @param age by the clock
   * @param audio by the audio that it was sent, which is what a model's length limits
   */
  Duration left(Duration age, Duration audio) {
    Duration left = shorter(longest.minus(age), longest.minus(audio));
    Optional<Duration> usable =
        signed.map(time -> time.minus(MARGIN)).filter(time -> time.compareTo(lead()) > 0);
    return usable.map(time -> shorter(left, time.minus(age))).orElse(left);
  }

  /** How long before its end a successor is opened and a pause is looked for. */
  Duration lead() {
    return shorter(Duration.ofNanos(longest.toNanos() / 2), LONGEST_LEAD);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
