package io.bidiclient.emulator.session;

import java.util.Optional;

/**
 * What ends a stream in its middle: as SageMaker tells it, an exception event; on a WebSocket, a
 * close code.
 */
public final class StreamException extends Exception {
  private static final int PROTOCOL_ERROR = 1002;
  private static final int SERVER_ERROR = 1011;

  private final String type;
  private final Optional<String> errorCode;
  private final int closeCode;

  private StreamException(String type, String message, Optional<String> errorCode, int closeCode) {
    super(message);
    this.type = type;
    this.errorCode = errorCode;
    this.closeCode = closeCode;
  }

  /** The container broke the stream. */
  static StreamException model(String message) {
    return model(message, SERVER_ERROR);
  }

  /** The container closed its WebSocket. */
  public static StreamException closed(ContainerClosed cause) {
    return model(cause.getMessage(), cause.code());
  }

  private static StreamException model(String message, int closeCode) {
    return new StreamException("ModelStreamError", message, Optional.of("StreamBroken"), closeCode);
  }

  /** SageMaker itself failed. */
  static StreamException internal(String message) {
    return new StreamException("InternalStreamFailure", message, Optional.empty(), SERVER_ERROR);
  }

  /** One of the exceptions that every AWS service may send. */
  public static StreamException common(String type, String message) {
    return new StreamException(type, message, Optional.empty(), PROTOCOL_ERROR);
  }

  /** The exception's name in the service's model. */
  public String type() {
    return type;
  }

  public Optional<String> errorCode() {
    return errorCode;
  }

  /** What a WebSocket is closed with for it (RFC 6455 section 7.4.1). */
  public int closeCode() {
    return closeCode;
  }
}
