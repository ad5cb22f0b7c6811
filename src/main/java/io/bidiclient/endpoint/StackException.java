package io.bidiclient.endpoint;

/**
 * What AWS's control plane refused or failed to do. The message is "what failed: why, in AWS's
 * words"; the hint names one thing to do.
 */
public final class StackException extends Exception {
  /** What kind of failure it is. */
  public enum Category {
    /** A value that AWS does not take. */
    VALUE,
    /** No credentials, expired ones, or not allowed. */
    AUTH,
    /** The stack is not there, is busy, or failed. */
    STACK,
    /** No way to AWS, or throttled after all attempts. */
    NETWORK
  }

  private final Category category;
  private final String hint;

  StackException(Category category, String message, String hint) {
    super(message);
    this.category = category;
    this.hint = hint;
  }

  StackException(Category category, String message, String hint, Throwable cause) {
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
}
