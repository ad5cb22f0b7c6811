package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.HostedEndpoint;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A stack with its endpoint, as a person wants to see them together.
 *
 * @param state of the stack
 * @param endpoint empty where there is none, or where it may not be seen
 * @param endpointKnown whether SageMaker was asked and answered
 * @param streams live on the busiest instance; empty where nobody knows
 * @param price of one instance an hour, in whatever currency it was given
 * @param now when it was looked at
 */
public record StackSight(
    StackState state,
    Optional<HostedEndpoint> endpoint,
    boolean endpointKnown,
    Optional<Integer> streams,
    Optional<BigDecimal> price,
    Instant now) {
  /** Looks at the stack, and at its endpoint as far as that is allowed. */
  public static StackSight look(StackTools tools, Optional<BigDecimal> price)
      throws StackException {
    Optional<StackState> state = tools.client().state();
    if (state.isEmpty()) {
      throw MissingStack.of(tools.client().asked());
    }
    String name = state.get().endpointName();
    Instant now = tools.timer().now();
    try {
      Optional<HostedEndpoint> endpoint =
          name.isEmpty() ? Optional.empty() : tools.probe().look(name);
      return new StackSight(
          state.get(),
          endpoint,
          true,
          endpoint.flatMap(e -> streams(tools, name, now)),
          price,
          now);
    } catch (StackException e) {
      // The stack alone is worth showing to somebody who may not see the endpoint.
      return new StackSight(state.get(), Optional.empty(), false, Optional.empty(), price, now);
    }
  }

  private static Optional<Integer> streams(StackTools tools, String name, Instant now) {
    try {
      return tools.probe().streams(name, now);
    } catch (StackException e) {
      // The same for the metrics.
      return Optional.empty();
    }
  }
}
