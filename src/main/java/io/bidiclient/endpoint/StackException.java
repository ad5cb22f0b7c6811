package io.bidiclient.endpoint;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;

/**
 * What AWS's control plane refused or failed to do. The message is "what failed: why, in AWS's
 * words"; the hint names one thing to do.
 */
public final class StackException extends Exception {
  /** What kind of failure it is. */
  public enum Category {
    /** A value that AWS does not take. */
    VALUE,
    /** No credentials, or not allowed. */
    AUTH,
    /** The credentials were good once and are not any more. */
    EXPIRED,
    /** The stack is not there, is busy, or failed. */
    STACK,
    /** Somebody else changed the stack, or the plan for it, in the meantime. */
    OVERTAKEN,
    /** No way to AWS, throttled after all attempts, or AWS itself fails. */
    NETWORK
  }

  private final Category category;
  private final String hint;

  /** A failure that no other one caused. */
  public StackException(Category category, String message, String hint) {
    super(message);
    this.category = category;
    this.hint = hint;
  }

  /** A failure that another one caused. */
  public StackException(Category category, String message, String hint, Throwable cause) {
    super(message, cause);
    this.category = category;
    this.hint = hint;
  }

  /** The kind of failure. */
  public Category category() {
    return category;
  }

  /** One thing that the reader can do. */
  public String hint() {
    return hint;
  }

  /** The same as a person is told of it. */
  public Problem problem() {
    ExitCode code =
        switch (category) {
          case VALUE -> ExitCode.USAGE;
          case AUTH, EXPIRED -> ExitCode.AUTH;
          case STACK, OVERTAKEN -> ExitCode.ENDPOINT;
          case NETWORK -> ExitCode.NETWORK;
        };
    return new Problem(code, getMessage(), hint);
  }

  /** Whether the same call may work in a while, without anything else being changed. */
  public boolean passing() {
    return category == Category.NETWORK || category == Category.EXPIRED;
  }
}
