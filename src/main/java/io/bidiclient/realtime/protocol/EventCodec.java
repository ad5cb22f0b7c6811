package io.bidiclient.realtime.protocol;

import io.bidiclient.json.JsonFields;
import io.bidiclient.json.JsonText;
import java.util.Optional;

/**
 * Events to JSON text and back, for both ends of the wire. Stateless and safe for many threads.
 *
 * <p>Reading is lenient where servers differ: unknown fields are passed over, a delta's text may
 * stand in {@code delta}, {@code text} or {@code transcript}, an error may be a string or an
 * object. It is strict where words could be lost: an event without its text is a {@link
 * ProtocolException}.
 */
public final class EventCodec {
  private EventCodec() {}

  /** The JSON text of a client's event. */
  public static String encode(ClientEvent event) {
    return JsonText.object(event.accept(new ClientEventWriter()));
  }

  /** The JSON text of a server's event. */
  public static String encode(ServerEvent event) {
    return JsonText.object(event.accept(new ServerEventWriter()));
  }

  /** The same with fields behind its own. */
  public static String encode(ServerEvent event, JsonFields more) {
    JsonFields fields = event.accept(new ServerEventWriter());
    return JsonText.object(
        json -> {
          fields.to(json);
          more.to(json);
        });
  }

  /** Reads a server's message. */
  public static ServerEvent decodeServer(String message) throws ProtocolException {
    return readServer(EventFields.parse(message));
  }

  static ServerEvent readServer(EventFields fields) throws ProtocolException {
    String type = fields.type();
    return switch (type) {
      case "session.created" ->
          new ServerEvent.SessionCreated(fields.text("id").orElse(""), fields.created());
      case "session.updated" -> new ServerEvent.SessionUpdated();
      case "transcription.delta" -> new ServerEvent.Delta(spoken(fields, type, "delta"));
      case "transcription.done" ->
          new ServerEvent.Done(spoken(fields, type, "text"), fields.usage());
      case "error" -> failure(fields);
      default -> new ServerEvent.Unknown(type);
    };
  }

  /**
   * Reads a client's message.
   *
   * @throws ProtocolException also with code {@code invalid_audio}, where the audio is not base64
   */
  public static ClientEvent decodeClient(String message) throws ProtocolException {
    EventFields fields = EventFields.parse(message);
    String type = fields.type();
    return switch (type) {
      case "session.update" -> new ClientEvent.SessionUpdate(fields.text("model"));
      case "input_audio_buffer.append" -> new ClientEvent.Append(new PcmBytes(fields.audio()));
      case "input_audio_buffer.commit" -> new ClientEvent.Commit(fields.last());
      default -> throw new ProtocolException("unknown_event", "Unknown event type: " + type);
    };
  }

  static ServerEvent failure(EventFields fields) {
    return new ServerEvent.Failure(fields.reason(), fields.text("code").orElse(""));
  }

  static String spoken(EventFields fields, String type, String usual) throws ProtocolException {
    Optional<String> text =
        fields.text(usual).or(() -> fields.text("text")).or(() -> fields.text("transcript"));
    return text.orElseThrow(
        () -> new ProtocolException("invalid_event", type + " without its " + usual));
  }
}
