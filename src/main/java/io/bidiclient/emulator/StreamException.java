package io.bidiclient.emulator;

import java.util.Optional;

/** What ends a stream in its middle, as SageMaker tells it: an exception event. */
final class StreamException extends Exception {
  private final String type;
  private final Optional<String> errorCode;

  private StreamException(String type, String message, Optional<String> errorCode) {
    super(message);
    this.type = type;
    this.errorCode = errorCode;
  }

  /** The container broke the stream. */
  static StreamException model(String message) {
    return new StreamException("ModelStreamError", message, Optional.of("StreamBroken"));
  }

  /** SageMaker itself failed. */
  static StreamException internal(String message) {
    return new StreamException("InternalStreamFailure", message, Optional.empty());
  }

  /** One of the exceptions that every AWS service may send. */
  static StreamException common(String type, String message) {
    return new StreamException(type, message, Optional.empty());
  }

  /** The exception's name in the service's model. */
  String type() {
    return type;
  }

  Optional<String> errorCode() {
    return errorCode;
  }
}
