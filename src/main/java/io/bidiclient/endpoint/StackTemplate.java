package io.bidiclient.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The stack's template, a JSON file beside this class that the AWS CLI takes too. JSON and not
 * YAML: a test reads it with the JSON parser that is there, and no YAML parser is.
 */
public final class StackTemplate {
  private StackTemplate() {}

  /** The whole template; under the 51,200 bytes that a request may hold. */
  public static String text() {
    try (InputStream file = StackTemplate.class.getResourceAsStream("stack.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
