package io.bidiclient.emulator.upstream;

import java.time.Duration;
import java.util.Optional;

/** What SageMaker AI asks of a container that takes bidirectional streams. */
final class SageMakerRules {
  /** Pings without a pong after which it closes. */
  static final int MOST_UNANSWERED = 5;

  /** Within what time a container must take a WebSocket. */
  static final Duration ACCEPT = Duration.ofMillis(250);

  /** Within what time a container must answer {@code GET /ping}. */
  static final Duration ANSWER_PING = Duration.ofSeconds(2);

  /** How long a WebSocket is waited for all the same; ours, to show how late a container is. */
  static final Duration OPENING = Duration.ofSeconds(5);

  /** How long a container may take to answer a Close; ours, AWS names none. */
  static final Duration CLOSING = Duration.ofSeconds(2);

  private SageMakerRules() {}

  /** What to say of the time that it took to take a WebSocket, if it was too long. */
  static Optional<String> accepted(Duration took) {
    return took.compareTo(ACCEPT) <= 0
        ? Optional.empty()
        : Optional.of(
            "rule broken: the container took "
                + took.toMillis()
                + " ms to accept the WebSocket; SageMaker waits "
                + ACCEPT.toMillis()
                + " ms");
  }

  static String noPong(Duration period) {
    return "rule broken: the container answered none of "
        + MOST_UNANSWERED
        + " WebSocket pings, one every "
        + period.toSeconds()
        + " s; SageMaker closes then";
  }
}
