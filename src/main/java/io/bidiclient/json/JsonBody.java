package io.bidiclient.json;

import static io.bidiclient.json.MemoryWrite.write;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.text.PrintableText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An object that is being written, in memory. Owned by one thread. */
public final class JsonBody {
  private static final int ASCII = 0x7f;

  private final JsonGenerator json;

  /** The fields of an object, in the order in which they are written. */
  @FunctionalInterface
  public interface Fields {
    /** Writes the fields into an object that is open. */
    void to(JsonBody object);
  }

  JsonBody(JsonGenerator json) {
    this.json = json;
  }

  /** A string; halves of surrogate pairs in it become the replacement character. */
  public void text(String name, String value) {
    write(() -> json.writeStringField(name, PrintableText.wellFormed(value)));
  }

  /** A string, left out where there is none. */
  public void text(String name, Optional<String> value) {
    value.ifPresent(some -> text(name, some));
  }

  /** A string that is read again to the letter, with the halves of surrogate pairs that it has. */
  public void exactText(String name, String value) {
    write(
        () -> {
          boolean whole = PrintableText.wellFormed(value).equals(value);
          json.writeFieldName(name);
          json.setHighestNonEscapedChar(whole ? 0 : ASCII);
          json.writeString(value);
          json.setHighestNonEscapedChar(0);
        });
  }

  public void number(String name, long value) {
    write(() -> json.writeNumberField(name, value));
  }

  public void number(String name, double value) {
    write(() -> json.writeNumberField(name, value));
  }

  public void number(String name, BigDecimal value) {
    write(() -> json.writeNumberField(name, value));
  }

  /** A number, or null where there is none. */
  public void numberOrNull(String name, Optional<Long> value) {
    value.ifPresentOrElse(some -> number(name, some), () -> nothing(name));
  }

  public void flag(String name, boolean value) {
    write(() -> json.writeBooleanField(name, value));
  }

  /** A null. */
  public void nothing(String name) {
    write(() -> json.writeNullField(name));
  }

  /** An object. */
  public void object(String name, Fields fields) {
    write(
        () -> {
          json.writeFieldName(name);
          whole(fields);
        });
  }

  /** An array of an object for each of the values. */
  public <T> void objects(String name, Iterable<T> values, Function<T, Fields> each) {
    write(
        () -> {
          json.writeArrayFieldStart(name);
          for (T value : values) {
            whole(each.apply(value));
          }
          json.writeEndArray();
        });
  }

  /** An array of strings. */
  public void texts(String name, Iterable<String> values) {
    write(
        () -> {
          json.writeArrayFieldStart(name);
          for (String value : values) {
            json.writeString(PrintableText.wellFormed(value));
          }
          json.writeEndArray();
        });
  }

  /** An array with one empty array. */
  public void emptyRow(String name) {
    write(
        () -> {
          json.writeArrayFieldStart(name);
          json.writeStartArray();
          json.writeEndArray();
          json.writeEndArray();
        });
  }

  /** All fields of an object that was read. */
  public void fields(JsonObject object) {
    object
        .fields()
        .forEach(
            (name, value) -> {
              write(() -> json.writeFieldName(name));
              value(value);
            });
  }

  /** A value as {@link JsonObject} holds it. */
  private void value(Object value) {
    if (value instanceof JsonObject object) {
      whole(inner -> inner.fields(object));
    } else if (value instanceof List<?> list) {
      write(json::writeStartArray);
      list.forEach(this::value);
      write(json::writeEndArray);
    } else if (value instanceof String text) {
      write(() -> json.writeString(PrintableText.wellFormed(text)));
    } else {
      // A number, true, false or null.
      write(() -> json.writePOJO(value));
    }
  }

  /** An object from its start to its end. */
  void whole(Fields fields) {
    write(json::writeStartObject);
    fields.to(this);
    write(json::writeEndObject);
  }
}
