package io.bidiclient.endpoint;

import java.util.List;
import java.util.Optional;

/**
 * A change set that CloudFormation worked out and did not run yet.
 *
 * @param place where the stack is
 * @param stackId the stack's full name (ARN)
 * @param changeSet the change set's full name (ARN)
 * @param before the stack as it was when this was planned; empty where the plan makes it
 * @param changes what it would do; empty when the stack is as wanted, and then nothing is kept
 */
public record StackPlan(
    StackPlace place,
    String stackId,
    String changeSet,
    Optional<StackState> before,
    List<StackChange> changes) {
  /** Copies the list. */
  public StackPlan {
    changes = List.copyOf(changes);
  }

  /** Whether the stack is new. */
  public boolean creates() {
    return before.isEmpty();
  }
}
