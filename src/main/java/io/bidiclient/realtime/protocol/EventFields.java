package io.bidiclient.realtime.protocol;

import io.bidiclient.json.JsonObject;
import io.bidiclient.json.JsonSyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of one message, wherever servers put them. Immutable. */
public final class EventFields {
  /** Where servers say why an error came, the likeliest first. */
  private static final List<String> REASONS =
      List.of(
          "error", "message", "detail", "details", "reason", "description", "error_description");

  /** All other fields that are read somewhere, or mean nothing to a person. */
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "id",
          "event_id",
          "model",
          "audio",
          "delta",
          "text",
          "transcript",
          "code",
          "usage",
          "session",
          "created",
          "final");

  private static final int LONGEST_OUTLINE = 200;

  private final JsonObject message;
  private final String outline;

  private EventFields(JsonObject message, String outline) {
    this.message = message;
    this.outline = outline;
  }

  public static EventFields parse(String message) throws ProtocolException {
    try {
      return new EventFields(JsonObject.parse(message), message);
    } catch (JsonSyntaxException e) {
      throw new ProtocolException("invalid_json", e.getMessage() + ": " + excerpt(message), e);
    }
  }

  /** The event's type, which every event has. */
  public String type() throws ProtocolException {
    return text("type")
        .orElseThrow(() -> new ProtocolException("invalid_event", "an event without a type"));
  }

  /**
   * A string field, where it is there and a string. An error may be a string or an object, and a
   * session's name may stand in an object of the session.
   */
  public Optional<String> text(String name) {
    return switch (name) {
      case "error" -> message.text(name).or(() -> inside(name, "message"));
      case "code" -> inside("error", name).or(() -> message.text(name));
      case "id" -> message.text(name).or(() -> inside("session", name));
      default -> message.text(name);
    };
  }

  /**
   * Why an error came, in the first field that may tell; the event itself where it has fields that
   * nobody knows; else empty.
   */
  String reason() {
    return REASONS.stream()
        .flatMap(name -> text(name).or(() -> inside("error", name)).stream())
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElseGet(() -> hasUnknown() ? shortened(outline) : "");
  }

  private boolean hasUnknown() {
    boolean inError =
        message.object("error").stream()
            .flatMap(error -> error.names().stream().filter(error::has))
            .anyMatch(name -> !REASONS.contains(name) && !name.equals("code"));
    return inError
        || message.names().stream()
            .filter(message::has)
            .anyMatch(name -> !REASONS.contains(name) && !KNOWN.contains(name));
  }

  Optional<ServerEvent.Usage> usage() {
    return message
        .object("usage")
        .map(
            usage ->
                new ServerEvent.Usage(
                    count(usage, "prompt_tokens", "input_tokens"),
                    count(usage, "completion_tokens", "output_tokens")));
  }

  long created() {
    return message.whole("created").orElse(0L);
  }

  boolean last() {
    return message.flag("final").orElse(false);
  }

  /** Whether the session stands in an object of its own, as OpenAI writes it. */
  boolean nested() {
    return message.object("session").isPresent();
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

  private Optional<String> inside(String object, String name) {
    return message.object(object).flatMap(inner -> inner.text(name));
  }

  private static long count(JsonObject usage, String name, String other) {
    return usage.whole(name).or(() -> usage.whole(other)).orElse(0L);
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
