package io.bidiclient.emulator.session;

import io.bidiclient.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The body of an answer that refuses or fails. */
public final class ErrorBody {
  private ErrorBody() {}

  /** An object of strings. */
  public static byte[] json(Map<String, String> fields) {
    return JsonText.object(json -> fields.forEach(json::text)).getBytes(StandardCharsets.UTF_8);
  }
}
