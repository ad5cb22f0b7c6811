package io.bidiclient.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object that was read. A field is asked for by its kind: one that is missing, null or of
 * another kind is empty. Immutable.
 */
public final class JsonObject {
  /** Strings, numbers (Long, or Double where they are no whole ones), booleans, lists, objects. */
  private final Map<String, Object> fields;

  private JsonObject(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Reads a text that is one object and nothing else. */
  public static JsonObject parse(String text) throws JsonSyntaxException {
    try (JsonParser json = ControlEscapes.FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonSyntaxException("not a JSON object");
      }
      JsonObject object = object(json);
      if (json.nextToken() != null) {
        throw new JsonSyntaxException("more than one object");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new JsonSyntaxException("not JSON", e);
    } catch (JsonSyntaxException e) {
      throw e;
    } catch (IOException e) {
      throw new JsonSyntaxException("unreadable", e);
    }
  }

  /** Its fields, for what writes it again. */
  Map<String, Object> fields() {
    return fields;
  }

  /** The names of its fields, also of those that are null, in their order. */
  public Set<String> names() {
    return fields.keySet();
  }

  /** Whether there is such a field, and not null. */
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  public Optional<String> text(String name) {
    return value(name, String.class);
  }

  /** A whole number; one with a fraction is cut. */
  public Optional<Long> whole(String name) {
    return value(name, Number.class).map(Number::longValue);
  }

  public Optional<Double> number(String name) {
    return value(name, Number.class).map(Number::doubleValue);
  }

  public Optional<Boolean> flag(String name) {
    return value(name, Boolean.class);
  }

  public Optional<JsonObject> object(String name) {
    return value(name, JsonObject.class);
  }

  /** The objects of an array; what else is in it is passed over. */
  public List<JsonObject> objects(String name) {
    List<?> values = value(name, List.class).orElse(List.of());
    return values.stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  private <T> Optional<T> value(String name, Class<T> kind) {
    return Optional.ofNullable(fields.get(name)).filter(kind::isInstance).map(kind::cast);
  }

  private static JsonObject object(JsonParser json) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json));
    }
    return new JsonObject(fields);
  }

  /** The value at the current token; null for a null. */
  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> list(json);
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> isLong(json) ? (Object) json.getLongValue() : json.getDoubleValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      default -> null;
    };
  }

  private static boolean isLong(JsonParser json) throws IOException {
    return json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private static List<Object> list(JsonParser json) throws IOException {
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json));
    }
    return values;
  }
}
