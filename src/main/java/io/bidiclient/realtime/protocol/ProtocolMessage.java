package io.bidiclient.realtime.protocol;

import io.bidiclient.json.JsonObject;
import io.bidiclient.json.JsonSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A message of either side: its JSON object, and what the dialects have in common when they read
 * it. Lenient where servers differ: fields that nobody knows are passed over, a text may stand in
 * {@code delta}, {@code text} or {@code transcript}, and the reason of an error in one of several
 * places.
 */
public final class ProtocolMessage {
  private static final List<String> REASONS =
      List.of(
          "error", "message", "detail", "details", "reason", "description", "error_description");

  /** Fields that give no reason. */
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

  private static final int LONGEST_REASON = 200;
  private static final int LONGEST_EXCERPT = 60;

  private final String raw;
  private final JsonObject fields;

  private ProtocolMessage(String raw, JsonObject fields) {
    this.raw = raw;
    this.fields = fields;
  }

  /** Reads a message that is one JSON object. */
  public static ProtocolMessage parse(String raw) throws ProtocolException {
    try {
      return new ProtocolMessage(raw, JsonObject.parse(raw));
    } catch (JsonSyntaxException e) {
      throw new ProtocolException("invalid_json", e.getMessage() + ": " + excerpt(raw), e);
    }
  }

  /** The event's type, which every event has. */
  public String type() throws ProtocolException {
    return text("type")
        .orElseThrow(() -> new ProtocolException("invalid_event", "an event without a type"));
  }

  /** A string field. */
  public Optional<String> text(String name) {
    return fields.text(name);
  }

  /** An object field. */
  public Optional<JsonObject> object(String name) {
    return fields.object(name);
  }

  /** A true or false; false where it is missing. */
  public boolean flag(String name) {
    return fields.flag(name).orElse(false);
  }

  /** The name that the server gives the session; empty for none. */
  public String sessionId() {
    return text("id").or(() -> object("session").flatMap(s -> s.text("id"))).orElse("");
  }

  /** When the session was made, in seconds since 1970; 0 where that is missing. */
  public long created() {
    return fields.whole("created").orElse(0L);
  }

  /**
   * The words of the event.
   *
   * @param usual the field that its dialect puts them in
   * @throws ProtocolException where there are none: words could be lost
   */
  public String transcribed(String usual) throws ProtocolException {
    Optional<String> words = text(usual).or(() -> text("text")).or(() -> text("transcript"));
    if (words.isEmpty()) {
      throw new ProtocolException("invalid_event", type() + " without its " + usual);
    }
    return words.get();
  }

  /** The server's count of tokens, in either of the names in use. */
  public Optional<ServerEvent.Usage> usage() {
    return object("usage")
        .map(
            usage ->
                new ServerEvent.Usage(
                    count(usage, "prompt_tokens", "input_tokens"),
                    count(usage, "completion_tokens", "output_tokens")));
  }

  /** The error that it tells. */
  public ServerEvent.Failure failure() {
    Optional<JsonObject> error = object("error");
    String code = error.flatMap(e -> e.text("code")).or(() -> text("code")).orElse("");
    return new ServerEvent.Failure(reason(error), code);
  }

  /** The first field that tells why; the message itself where it has fields that nobody knows. */
  private String reason(Optional<JsonObject> error) {
    Stream<Optional<String>> nested =
        Stream.of(error.flatMap(e -> e.text("message")), text("error"));
    Stream<Optional<String>> others =
        REASONS.stream().map(name -> text(name).or(() -> error.flatMap(e -> e.text(name))));
    return Stream.concat(nested, others)
        .flatMap(Optional::stream)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElseGet(() -> hasUnknown(error) ? shortened(raw, LONGEST_REASON) : "");
  }

  private boolean hasUnknown(Optional<JsonObject> error) {
    boolean inError =
        error.stream()
            .flatMap(e -> e.names().stream().filter(e::has))
            .anyMatch(name -> !REASONS.contains(name) && !name.equals("code"));
    return inError
        || fields.names().stream()
            .filter(fields::has)
            .anyMatch(name -> !REASONS.contains(name) && !KNOWN.contains(name));
  }

  private static long count(JsonObject usage, String... names) {
    return Stream.of(names).map(usage::whole).flatMap(Optional::stream).findFirst().orElse(0L);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "\u2026";
  }

  private static String excerpt(String message) {
    StringBuilder shown = new StringBuilder("\"");
    shortened(message, LONGEST_EXCERPT)
        .codePoints()
        .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
        .forEach(shown::appendCodePoint);
    return shown.append('"').toString();
  }
}
