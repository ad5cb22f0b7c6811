package io.bidiclient.emulator.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that never becomes a stream, in the form of AWS's REST-JSON errors.
 *
 * @param status HTTP's
 * @param type the exception's name, for the header {@code x-amzn-errortype}
 * @param message for people
 */
public record Refusal(int status, String type, String message) {
  /** The answer's fields: ModelError has some of its own. */
  public Map<String, String> body() {
    if (!type.equals("ModelError")) {
      return Map.of("message", message);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Message", message);
    fields.put("OriginalMessage", "the container failed");
    fields.put("ErrorCode", "INTERNAL_FAILURE_FROM_MODEL");
    return fields;
  }

  /** The container did not take the WebSocket; only its log would say why on AWS. */
  public static Refusal container(Throwable cause) {
    return new Refusal(
        424,
        "ModelError",
        "Failed to establish WebSocket connection: " + String.valueOf(cause.getMessage()));
  }
}
