package io.bidiclient.realtime.protocol;

import java.util.List;
import java.util.Optional;

/**
 * OpenAI's realtime transcription: 24 kHz, deltas at any time, the session in an object of its own,
 * and a commit that ends the turn. Servers are asked not to detect turns; some do all the same.
 *
 * @see <a href="https://developers.openai.com/api/reference/resources/realtime/server-events">
 *     OpenAI, Realtime server events</a>
 */
public record OpenAiDialect() implements Dialect {
  private static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";

  @Override
  public String label() {
    return "openai";
  }

  @Override
  public ProtocolMessage parse(String message) throws ProtocolException {
    return ProtocolMessage.parse(message);
  }

  @Override
  public boolean opensWith(ProtocolMessage first) throws ProtocolException {
    return first.type().equals("transcription_session.created")
        || (first.type().equals("session.created") && first.object("session").isPresent());
  }

  @Override
  public Dialect settled(ProtocolMessage message) {
    return this;
  }

  @Override
  public Optional<ServerEvent> read(ProtocolMessage message) throws ProtocolException {
    String type = message.type();
    return switch (type) {
      case "session.created", "transcription_session.created" ->
          Optional.of(new ServerEvent.SessionCreated(message.sessionId(), message.created()));
      case "session.updated", "transcription_session.updated" ->
          Optional.of(new ServerEvent.SessionUpdated());
      // The delta may be missing; the completed event has the whole text.
      case TRANSCRIPTION + "delta" ->
          Optional.of(new ServerEvent.Delta(message.text("delta").orElse("")));
      case TRANSCRIPTION + "completed" ->
          Optional.of(new ServerEvent.Done(message.transcribed("transcript"), message.usage()));
      case "input_audio_buffer.speech_started" -> turn(ServerEvent.SpeechTurn.Stage.SPEECH);
      case "input_audio_buffer.speech_stopped", "input_audio_buffer.timeout_triggered" ->
          turn(ServerEvent.SpeechTurn.Stage.PAUSE);
      case "input_audio_buffer.committed" -> turn(ServerEvent.SpeechTurn.Stage.COMMITTED);
      case TRANSCRIPTION + "failed", "error" -> Optional.of(message.failure());
      case TRANSCRIPTION + "segment",
          "conversation.created",
          "conversation.item.added",
          "conversation.item.created",
          "conversation.item.done",
          "conversation.item.retrieved",
          "conversation.item.deleted",
          "input_audio_buffer.cleared",
          "rate_limits.updated" ->
          Optional.empty();
      default -> Optional.of(new ServerEvent.Unknown(type));
    };
  }

  private static Optional<ServerEvent> turn(ServerEvent.SpeechTurn.Stage stage) {
    return Optional.of(new ServerEvent.SpeechTurn(stage));
  }

  @Override
  public ClientEvent.Visitor<List<String>> encoder() {
    return new OpenAiEncoder();
  }

  @Override
  public boolean countsFrames() {
    return false;
  }

  @Override
  public boolean hasModelAliases() {
    return false;
  }

  // Written out, as what a record has of itself is made of classes at run time: a start is felt.
  @Override
  public boolean equals(Object other) {
    return other instanceof OpenAiDialect;
  }

  @Override
  public int hashCode() {
    return label().hashCode();
  }

  @Override
  public String toString() {
    return label();
  }
}
