package io.bidiclient.realtime.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one message that any event reads; all others are passed over unread. */
public final class EventFields {
  private static final Set<String> READ =
      Set.of(
          "type",
          "id",
          "model",
          "audio",
          "delta",
          "text",
          "transcript",
          "error",
          "message",
          "code",
          "detail",
          "details",
          "reason",
          "description",
          "error_description");

  private static final List<String> REASONS =
      List.of(
          "error", "message", "detail", "details", "reason", "description", "error_description");

  private static final int LONGEST_OUTLINE = 200;

  private static final Set<String> PROMPT = Set.of("prompt_tokens", "input_tokens");
  private static final Set<String> COMPLETION = Set.of("completion_tokens", "output_tokens");

  private final Map<String, String> texts = new HashMap<>();
  private Optional<ServerEvent.Usage> usage = Optional.empty();
  private long created;
  private boolean last;
  private boolean nested;
  private String outline = "";
  private boolean unknown;

  private EventFields() {}

  public static EventFields parse(String message) throws ProtocolException {
    EventFields fields = new EventFields();
    fields.outline = message;
    try (JsonParser json = EventCodec.JSON.createParser(message)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new ProtocolException("invalid_json", "not a JSON object: " + excerpt(message));
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        fields.read(json, json.currentName());
      }
      if (json.nextToken() != null) {
        throw new ProtocolException("invalid_json", "more than one object: " + excerpt(message));
      }
    } catch (JacksonException e) {
      throw new ProtocolException("invalid_json", "not JSON: " + excerpt(message), e);
    } catch (IOException e) {
      throw new ProtocolException("invalid_json", "unreadable: " + excerpt(message), e);
    }
    return fields;
  }

  /** The event's type, which every event has. */
  public String type() throws ProtocolException {
    return text("type")
        .orElseThrow(() -> new ProtocolException("invalid_event", "an event without a type"));
  }

  /** A string field, where it is there and a string. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /**
   * Why an error came, in the first field that may tell; the event itself where it has fields that
   * nobody knows; else empty.
   */
  String reason() {
    return REASONS.stream()
        .flatMap(name -> text(name).stream())
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElseGet(() -> unknown ? shortened(outline) : "");
  }

  Optional<ServerEvent.Usage> usage() {
    return usage;
  }

  long created() {
    return created;
  }

  boolean last() {
    return last;
  }

  /** Whether the session stands in an object of its own, as OpenAI writes it. */
  boolean nested() {
    return nested;
  }

  byte[] audio() throws ProtocolException {
    String audio =
        text("audio")
            .orElseThrow(() -> new ProtocolException("invalid_event", "append without its audio"));
    try {
      return Base64.getDecoder().decode(audio);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("invalid_audio", "Invalid audio data", e);
    }
  }

  private void read(JsonParser json, String name) throws IOException {
    JsonToken value = json.nextToken();
    if (value == JsonToken.VALUE_STRING) {
      if (READ.contains(name)) {
        texts.put(name, json.getText());
      } else {
        unknown |= !name.equals("event_id");
      }
    } else if (value == JsonToken.START_OBJECT && name.equals("usage")) {
      usage = Optional.of(readUsage(json));
    } else if (value == JsonToken.START_OBJECT && name.equals("error")) {
      readError(json);
    } else if (value == JsonToken.START_OBJECT && name.equals("session")) {
      nested = true;
      readSession(json);
    } else if (value.isNumeric() && name.equals("created")) {
      created = (long) json.getDoubleValue();
    } else if (value.isBoolean() && name.equals("final")) {
      last = json.getBooleanValue();
    } else {
      unknown |= value != JsonToken.VALUE_NULL;
      json.skipChildren();
    }
  }

  private void readError(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("message")) {
        texts.put("error", json.getText());
      } else if (value == JsonToken.VALUE_STRING
          && (REASONS.contains(name) || name.equals("code"))) {
        texts.putIfAbsent(name, json.getText());
      } else {
        unknown |= value != JsonToken.VALUE_NULL;
        json.skipChildren();
      }
    }
  }

  private void readSession(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("id")) {
        texts.putIfAbsent("id", json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  private static ServerEvent.Usage readUsage(JsonParser json) throws IOException {
    long prompt = 0;
    long completion = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isNumeric() && PROMPT.contains(name)) {
        prompt = (long) json.getDoubleValue();
      } else if (value.isNumeric() && COMPLETION.contains(name)) {
        completion = (long) json.getDoubleValue();
      } else {
        json.skipChildren();
      }
    }
    return new ServerEvent.Usage(prompt, completion);
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_OUTLINE
        ? message
        : message.substring(0, LONGEST_OUTLINE) + "\u2026";
  }

  private static String excerpt(String message) {
    String start = message.substring(0, Math.min(message.length(), 60));
    StringBuilder shown = new StringBuilder("\"");
    start
        .codePoints()
        .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
        .forEach(shown::appendCodePoint);
    return shown.append(message.length() > start.length() ? "\u2026\"" : "\"").toString();
  }
}
