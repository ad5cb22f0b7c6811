package io.bidiclient.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of a stack's work.
 *
 * @param id the event's own name
 * @param at when it happened
 * @param resource the resource's name in the template, or the stack's name
 * @param type the resource's type
 * @param status such as {@code CREATE_IN_PROGRESS}
 * @param reason why, where CloudFormation says so
 */
public record StackEvent(
    String id, Instant at, String resource, String type, String status, Optional<String> reason) {
  static final String STACK = "AWS::CloudFormation::Stack";

  /** Whether it is about the stack itself. */
  public boolean ofStack() {
    return type.equals(STACK);
  }

  /** Whether this is the failure of a resource, and not one that followed from another's. */
  public boolean failsFirst() {
    return status.endsWith("_FAILED")
        && !ofStack()
        && reason.filter(why -> !why.contains("cancelled")).isPresent();
  }
}
