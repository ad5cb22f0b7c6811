package io.bidiclient.realtime.protocol;

/**
 * A message that is not an event of the protocol.
 *
 * <p>The code is the one that a vLLM server answers with: {@code invalid_json} where the text is no
 * JSON object, {@code invalid_event} where a field is missing or of the wrong type, {@code
 * unknown_event} where the type is not known.
 */
public final class ProtocolException extends Exception {
  private final String code;

  ProtocolException(String code, String message) {
    super(message);
    this.code = code;
  }

  ProtocolException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** vLLM's code for the fault. */
  public String code() {
    return code;
  }
}
