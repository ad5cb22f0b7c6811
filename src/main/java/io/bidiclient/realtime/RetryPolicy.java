package io.bidiclient.realtime;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a run survives its sessions.
 *
 * @param retries sessions that may be replaced after a failure; refilled after {@link #HEALTH}
 * @param backoff how long to wait before each
 * @param longestSession a session is replaced before it is this old, by the clock or by the audio
 *     that it was sent
 */
public record RetryPolicy(int retries, Backoff backoff, Duration longestSession) {
  /** A session that has spoken for so long has earned its run all its retries again. */
  static final Duration HEALTH = Duration.ofMinutes(1);

  /** Waits of up to half a second at first and 20 seconds at most. */
  public static final Backoff BACKOFF =
      new Backoff(
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          () -> ThreadLocalRandom.current().nextDouble());

  /** What SageMaker's limit of 30 minutes leaves room for. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(5, BACKOFF, Duration.ofMinutes(25));
}
