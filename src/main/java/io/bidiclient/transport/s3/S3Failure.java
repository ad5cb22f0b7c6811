package io.bidiclient.transport.s3;

import java.io.IOException;

/** S3 did not do what it was asked for. Its message is in the service's words where it has some. */
public final class S3Failure extends IOException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  public enum Kind {
    /** No credentials, expired ones, or not allowed. */
    DENIED,
    /** No such bucket, object or version. */
    MISSING,
    /** The object is another one by now, or there is one already. */
    CHANGED,
    /** It may work later. */
    PASSING,
    /** S3 was not reached. */
    UNREACHED,
    /** Anything else. */
    REFUSED
  }

  /** What kind it is. */
  private final Kind kind;

  /** One thing to do. */
  private final String hint;

  S3Failure(Kind kind, String message, String hint, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.hint = hint;
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** One thing to do. */
  public String hint() {
    return hint;
  }
}
