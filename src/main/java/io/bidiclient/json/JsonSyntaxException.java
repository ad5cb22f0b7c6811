package io.bidiclient.json;

import java.io.IOException;

/** A text that is not one JSON object. */
public final class JsonSyntaxException extends IOException {
  private static final long serialVersionUID = 1L;

  JsonSyntaxException(String message) {
    super(message);
  }

  JsonSyntaxException(String message, Throwable cause) {
    super(message, cause);
  }
}
