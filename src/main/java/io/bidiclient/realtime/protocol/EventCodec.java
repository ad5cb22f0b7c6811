package io.bidiclient.realtime.protocol;

import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import java.util.Base64;

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
    return event.accept(new ClientEventWriter());
  }

  /** The JSON text of a server's event. */
  public static String encode(ServerEvent event) {
    return JsonText.object(event.accept(new ServerEventWriter()));
  }

  /** The same with fields behind its own. */
  public static String encode(ServerEvent event, JsonBody.Fields more) {
    JsonBody.Fields fields = event.accept(new ServerEventWriter());
    return JsonText.object(
        json -> {
          fields.to(json);
          more.to(json);
        });
  }

  /** Reads a server's message in vLLM's names. */
  public static ServerEvent decodeServer(String message) throws ProtocolException {
    return readServer(ProtocolMessage.parse(message));
  }

  static ServerEvent readServer(ProtocolMessage message) throws ProtocolException {
    String type = message.type();
    return switch (type) {
      case "session.created" ->
          new ServerEvent.SessionCreated(message.sessionId(), message.created());
      case "session.updated" -> new ServerEvent.SessionUpdated();
      case "transcription.delta" -> new ServerEvent.Delta(message.transcribed("delta"));
      case "transcription.done" ->
          new ServerEvent.Done(message.transcribed("text"), message.usage());
      case "error" -> message.failure();
      default -> new ServerEvent.Unknown(type);
    };
  }

  /**
   * Reads a client's message.
   *
   * @throws ProtocolException also with code {@code invalid_audio}, where the audio is not base64
   */
  public static ClientEvent decodeClient(String text) throws ProtocolException {
    ProtocolMessage message = ProtocolMessage.parse(text);
    String type = message.type();
    return switch (type) {
      case "session.update" -> new ClientEvent.SessionUpdate(message.text("model"));
      case "input_audio_buffer.append" -> new ClientEvent.Append(new PcmBytes(audio(message)));
      case "input_audio_buffer.commit" -> new ClientEvent.Commit(message.flag("final"));
      default -> throw new ProtocolException("unknown_event", "Unknown event type: " + type);
    };
  }

  private static byte[] audio(ProtocolMessage message) throws ProtocolException {
    String audio =
        message
            .text("audio")
            .orElseThrow(() -> new ProtocolException("invalid_event", "append without its audio"));
    try {
      return Base64.getDecoder().decode(audio);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("invalid_audio", "Invalid audio data", e);
    }
  }
}
