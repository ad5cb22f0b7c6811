package io.bidiclient.json;

import static io.bidiclient.json.MemoryWrite.write;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.StringWriter;
import java.util.Base64;

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

  /**
   * An object of a type and of bytes in base64. Nothing of that needs an escape, and of an hour's
   * messages 45,000 are such, so that no generator is asked.
   *
   * @param type letters, dots and underscores
   * @param name the field of the bytes; the same
   */
  public static String typed(String type, String name, byte[] bytes) {
    String head = "{\"type\":\"" + type + "\",\"" + name + "\":\"";
    return head.concat(Base64.getEncoder().encodeToString(bytes)).concat("\"}");
  }

  /** The same as {@link #object} with a line feed behind it. */
  public static String line(JsonBody.Fields fields) {
    return object(fields) + "\n";
  }
}
