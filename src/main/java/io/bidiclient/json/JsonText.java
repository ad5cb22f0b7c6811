package io.bidiclient.json;

import static io.bidiclient.json.MemoryWrite.write;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.StringWriter;

/**
 * Objects as JSON text on one line. Its strings hold no control character and no half of a
 * surrogate pair, so a line can be shown, and be written in any encoding of Unicode.
 */
public final class JsonText {
  private JsonText() {}

  /** An object of the given fields. */
  public static String object(JsonBody.Fields fields) {
    StringWriter text = new StringWriter();
    write(
        () -> {
          try (JsonGenerator json = ControlEscapes.FACTORY.createGenerator(text)) {
            new JsonBody(json).whole(fields);
          }
        });
    return text.toString();
  }

  /** The same with a line feed behind it. */
  public static String line(JsonBody.Fields fields) {
    return object(fields) + "\n";
  }
}
