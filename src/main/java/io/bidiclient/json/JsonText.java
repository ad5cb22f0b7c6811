package io.bidiclient.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Objects as JSON text on one line. Its strings hold no control character and no half of a
 * surrogate pair, so a line can be shown, and be written in any encoding of Unicode.
 */
public final class JsonText {
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder().characterEscapes(new ControlEscapes()).build();

  private JsonText() {}

  /** An object of the given fields. */
  public static String object(JsonFields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new JsonBody(json).whole(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("a string refused to be written to", e);
    }
    return text.toString();
  }

  /** The same with a line feed behind it. */
  public static String line(JsonFields fields) {
    return object(fields) + "\n";
  }
}
