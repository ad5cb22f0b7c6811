package io.bidiclient.emulator.session;

/** The container closed its WebSocket by itself; the message says why. */
public final class ContainerClosed extends Exception {
  private static final int FAILED = 1011;

  private final int code;

  /** It failed: 1011. */
  public ContainerClosed(String message) {
    super(message);
    this.code = FAILED;
  }

  /** A close with a code of RFC 6455 section 7.4.1. */
  public ContainerClosed(int code, String reason, Throwable cause) {
    super("the container closed with " + code + ": " + reason, cause);
    this.code = code;
  }

  /** A close with a code of RFC 6455 section 7.4.1. */
  public ContainerClosed(int code, String reason) {
    this(code, reason, null);
  }

  int code() {
    return code;
  }
}
