package io.bidiclient.transcript.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of a line of {@link JsonLinesWriter}, a file of the jar. */
public final class Schema {
  private Schema() {}

  /** Its text. */
  public static String text() {
    try (InputStream file = Schema.class.getResourceAsStream("jsonl-v1.schema.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged", e);
    }
  }
}
