package io.bidiclient.json;

import static io.bidiclient.json.MemoryWrite.write;

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
  private final JsonBody.Fields head;
  private final String array;

  /**
   * An object with an empty array.
   *
   * @param head the fields before the array
   * @param array the array's name
   */
  public GrowingJson(JsonBody.Fields head, String array) {
    this.head = head;
    this.array = array;
    try {
      this.json = ControlEscapes.FACTORY.createGenerator(text).setPrettyPrinter(new ElementLines());
    } catch (IOException e) {
      throw new UncheckedIOException(MemoryWrite.REFUSED, e);
    }
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
  public void add(JsonBody.Fields element) {
    new JsonBody(json).whole(element);
  }

  /** What ends the object as it stands, with these fields behind the array. */
  public String tail(JsonBody.Fields fields) {
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
}
