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

  private static final Set<String> CODE = Set.of("code");

  private static final int LONGEST_REASON = 1000;
  private static final int LONGEST_EVENT = 200;
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

  /** Whether a message is recognised text, which may hold any words, and no error. */
  public static boolean isTranscript(String raw) {
    try {
      ProtocolMessage message = parse(raw);
      return message.type().contains("transcription") && !message.fields.has("error");
    } catch (ProtocolException e) {
      return false;
    }
  }

  /** The event's type, which every event has, save the errors of a server's HTTP side. */
  public String type() throws ProtocolException {
    if (isBareError()) {
      return "error";
    }
    return text("type")
        .orElseThrow(
            () ->
                new ProtocolException("invalid_event", "an event without a type: " + excerpt(raw)));
  }

  /** vLLM's HTTP side puts the kind of error in {@code type}, or has no type; nor have gateways. */
  private boolean isBareError() {
    return text("object").filter("error"::equals).isPresent()
        || (!fields.has("type") && REASONS.stream().anyMatch(fields::has));
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
    String code = error.flatMap(ProtocolMessage::code).or(() -> code(fields)).orElse("");
    return new ServerEvent.Failure(shortened(reason(error), LONGEST_REASON), code);
  }

  /** vLLM's HTTP side gives a status, and names the field {@code model} where it knows no such. */
  private static Optional<String> code(JsonObject error) {
    Optional<Long> status = error.whole("code");
    boolean unknownModel =
        status.filter(code -> code == 404).isPresent()
            && error.text("param").filter("model"::equals).isPresent();
    return unknownModel
        ? Optional.of("model_not_found")
        : error.text("code").or(() -> status.map(String::valueOf));
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
        .orElseGet(() -> hasUnknown(error) ? shortened(raw, LONGEST_EVENT) : "");
  }

  private boolean hasUnknown(Optional<JsonObject> error) {
    return error.filter(e -> e.names().stream().anyMatch(n -> isUnknown(e, n, CODE))).isPresent()
        || fields.names().stream()
            .filter(name -> !(name.equals("error") && error.isPresent()))
            .anyMatch(name -> isUnknown(fields, name, KNOWN));
  }

  /** Whether the field has another name, or is a reason that is no text. */
  private static boolean isUnknown(JsonObject object, String name, Set<String> known) {
    return object.has(name)
        && !known.contains(name)
        && (!REASONS.contains(name) || object.text(name).isEmpty());
  }

  private static long count(JsonObject usage, String... names) {
    return Stream.of(names).map(usage::whole).flatMap(Optional::stream).findFirst().orElse(0L);
  }

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "\u2026";
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
