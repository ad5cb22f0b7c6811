package io.bidiclient.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The text of an object with an array that grows, a line an element, and fields behind it that are
 * known last: {@code HEAD}, then elements, and a tail that makes a whole object of what is there.
 * Owned by one thread.
 */
public final class GrowingJson {
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;
  private final JsonFields head;
  private final String array;

  /**
   * An object with an empty array.
   *
   * @param head the fields before the array
   * @param array the array's name
   */
  public GrowingJson(JsonFields head, String array) {
    this.head = head;
    this.array = array;
    this.json = open();
    write(
        () -> {
          json.writeStartObject();
          head.to(new JsonBody(json));
          json.writeArrayFieldStart(array);
        });
  }

  /** What the object has grown by since this was last asked for. */
  public String grown() {
    write(json::flush);
    String grown = text.toString();
    text.getBuffer().setLength(0);
    return grown;
  }

  /** Adds an element. */
  public void add(JsonFields element) {
    new JsonBody(json).whole(element);
  }

  /** What ends the object as it stands, with these fields behind the array. */
  public String tail(JsonFields fields) {
    GrowingJson whole = new GrowingJson(head, array);
    whole.grown();
    write(
        () -> {
          whole.json.writeEndArray();
          fields.to(new JsonBody(whole.json));
          whole.json.writeEndObject();
        });
    return whole.grown() + "\n";
  }

  private JsonGenerator open() {
    try {
      return JsonText.FACTORY.createGenerator(text).setPrettyPrinter(new ElementLines());
    } catch (IOException e) {
      throw new UncheckedIOException("a string refused to be written to", e);
    }
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException("a string refused to be written to", e);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }
}
