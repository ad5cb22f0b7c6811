package io.bidiclient.endpoint;

import java.util.List;

/**
 * A change set that CloudFormation worked out and did not run yet.
 *
 * @param stackId the stack's full name (ARN)
 * @param changeSet the change set's full name (ARN)
 * @param creates whether the stack is new
 * @param changes what it would do; empty when the stack is as wanted, and then nothing is kept
 */
public record StackPlan(
    String stackId, String changeSet, boolean creates, List<StackChange> changes) {
  /** Copies the list. */
  public StackPlan {
    changes = List.copyOf(changes);
  }
}
