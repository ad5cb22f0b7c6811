package io.bidiclient.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/** Begins a line with each element of the outermost object's arrays, and with what follows them. */
final class ElementLines extends MinimalPrettyPrinter {
  private static final long serialVersionUID = 1L;

  /** Inside an array that stands in the outermost object. */
  private static final int ELEMENT = 2;

  private int depth;
  private boolean behindArray;

  @Override
  public void writeStartObject(JsonGenerator json) throws IOException {
    depth++;
    super.writeStartObject(json);
  }

  @Override
  public void writeEndObject(JsonGenerator json, int fields) throws IOException {
    depth--;
    super.writeEndObject(json, fields);
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    super.writeObjectEntrySeparator(json);
    if (behindArray) {
      json.writeRaw('\n');
      behindArray = false;
    }
  }

  @Override
  public void writeStartArray(JsonGenerator json) throws IOException {
    depth++;
    super.writeStartArray(json);
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    endLine(json);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    super.writeArrayValueSeparator(json);
    endLine(json);
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) throws IOException {
    endLine(json);
    behindArray = depth == ELEMENT;
    depth--;
    super.writeEndArray(json, values);
  }

  private void endLine(JsonGenerator json) throws IOException {
    if (depth == ELEMENT) {
      json.writeRaw('\n');
    }
  }
}
