package io.bidiclient.cli;

import java.util.List;

/**
 * A step of the work on a stack.
 *
 * @param after seconds since the work began
 * @param resource the stack's own name, or the logical name of one of its resources
 * @param reason empty where AWS gives none
 */
record StackStep(double after, String resource, String status, String reason) {
  StackStep(double after, String resource, String status) {
    this(after, resource, status, "");
  }

  static List<StackStep> creation(String stack) {
    return List.of(
        new StackStep(0, stack, "CREATE_IN_PROGRESS", "User Initiated"),
        new StackStep(4, "Model", "CREATE_IN_PROGRESS"),
        new StackStep(14, "Endpoint", "CREATE_IN_PROGRESS"),
        new StackStep(209, "Endpoint", "CREATE_COMPLETE"),
        new StackStep(214, stack, "CREATE_COMPLETE"));
  }

  /**
   * An update.
   *
   * @param locked whether a scalable target keeps the instance type as it is
   */
  static List<StackStep> update(String stack, boolean locked) {
    return locked
        ? List.of(
            new StackStep(0, stack, "UPDATE_IN_PROGRESS"),
            new StackStep(
                10,
                "Endpoint",
                "UPDATE_FAILED",
                "The variant primary is a scalable target: deregister it first."),
            new StackStep(11, stack, "UPDATE_ROLLBACK_IN_PROGRESS"),
            new StackStep(20, stack, "UPDATE_ROLLBACK_COMPLETE"))
        : List.of(
            new StackStep(0, stack, "UPDATE_IN_PROGRESS"),
            new StackStep(15, stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
            new StackStep(19, stack, "UPDATE_COMPLETE"));
  }

  static List<StackStep> deletion(String stack) {
    return List.of(
        new StackStep(0, stack, "DELETE_IN_PROGRESS", "User Initiated"),
        new StackStep(9, "Endpoint", "DELETE_COMPLETE"),
        new StackStep(14, stack, "DELETE_COMPLETE"));
  }
}
