package io.bidiclient.transport;

/**
 * A connection that failed, and in which way. The message is "what failed: why, in the server's
 * words"; the hint names one thing to do.
 */
public final class TransportException extends Exception {
  /** What kind of failure it is: decides the exit code and whether trying again can help. */
  public enum Category {
    /** No credentials, expired ones, or not allowed. */
    AUTH,
    /** The endpoint or variant does not exist or is not in service. */
    ENDPOINT,
    /** Too many requests for now. */
    THROTTLED,
    /** A wait of ours ran out. */
    TIMEOUT,
    /** No way to the server, or the way broke. */
    NETWORK,
    /** The server spoke something that is not the protocol. */
    PROTOCOL,
    /** The server or its model failed. */
    REMOTE
  }

  private final Category category;
  private final String hint;

  /** A failure with the error that led to it. */
  public TransportException(Category category, String message, String hint, Throwable cause) {
    super(message, cause);
    this.category = category;
    this.hint = hint;
  }

  /** A failure seen first hand. */
  public TransportException(Category category, String message, String hint) {
    super(message);
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
