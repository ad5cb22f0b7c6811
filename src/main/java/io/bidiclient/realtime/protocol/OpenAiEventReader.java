package io.bidiclient.realtime.protocol;

import java.util.Optional;

/**
 * Reads a server's events in OpenAI's names.
 *
 * @see <a href="https://developers.openai.com/api/reference/resources/realtime/server-events">
 *     OpenAI, Realtime server events</a>
 */
final class OpenAiEventReader {
  private static final String HEARD = "conversation.item.input_audio_transcription.";

  private OpenAiEventReader() {}

  /** The event; empty for one of the protocol's that a transcript has no use for. */
  static Optional<ServerEvent> read(EventFields fields) throws ProtocolException {
    String type = fields.type();
    return switch (type) {
      case "session.created", "transcription_session.created" ->
          Optional.of(
              new ServerEvent.SessionCreated(fields.text("id").orElse(""), fields.created()));
      case "session.updated", "transcription_session.updated" ->
          Optional.of(new ServerEvent.SessionUpdated());
      // The delta may be missing; the completed event has the whole text.
      case HEARD + "delta" -> Optional.of(new ServerEvent.Delta(fields.text("delta").orElse("")));
      case HEARD + "completed" ->
          Optional.of(
              new ServerEvent.Done(EventCodec.spoken(fields, type, "transcript"), fields.usage()));
      case HEARD + "failed", "error" -> Optional.of(EventCodec.failure(fields));
      case HEARD + "segment",
          "conversation.created",
          "conversation.item.added",
          "conversation.item.created",
          "conversation.item.done",
          "conversation.item.retrieved",
          "conversation.item.deleted",
          "input_audio_buffer.committed",
          "input_audio_buffer.cleared",
          "input_audio_buffer.speech_started",
          "input_audio_buffer.speech_stopped",
          "input_audio_buffer.timeout_triggered",
          "rate_limits.updated" ->
          Optional.empty();
      default -> Optional.of(new ServerEvent.Unknown(type));
    };
  }
}
