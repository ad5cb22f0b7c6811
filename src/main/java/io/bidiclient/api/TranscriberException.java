package io.bidiclient.api;

import java.util.Objects;

/**
 * A run that did not come to its end. The message says what failed and why, in the server's words
 * where it is the server that failed; {@link #hint} names one thing to do.
 */
public final class TranscriberException extends Exception {
  /** Where the failure is. */
  public enum Kind {
    /** An option of {@link TranscriberOptions}; nothing was sent. */
    OPTIONS,
    /** The audio: missing, unreadable, unsupported, empty or shorter than it says. */
    AUDIO,
    /** No credentials, expired ones, or not allowed. */
    CREDENTIALS,
    /** The endpoint, its variant or the model's name is not known, or not in service. */
    ENDPOINT,
    /** Too many requests for now. */
    THROTTLED,
    /** A wait of {@link TranscriberOptions.Waits} ran out. */
    TIMEOUT,
    /** No way to the server, or the way broke. */
    NETWORK,
    /** The server or its model failed, or broke the protocol. */
    SERVER,
    /** A document could not be written. */
    OUTPUT,
    /** A fault of this library; the cause has the details. */
    INTERNAL
  }

  private final Kind kind;
  private final String hint;
  private final transient TranscriberResult result;

  TranscriberException(
      Kind kind, String message, String hint, TranscriberResult result, Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind);
    this.hint = hint;
    this.result = result;
  }

  /** Where the failure is. */
  public Kind kind() {
    return kind;
  }

  /** One thing to do; may be empty. */
  public String hint() {
    return hint;
  }

  /** What was transcribed before; null after this exception was serialized. */
  public TranscriberResult result() {
    return result;
  }
}
