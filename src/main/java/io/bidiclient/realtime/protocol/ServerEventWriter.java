package io.bidiclient.realtime.protocol;

import static io.bidiclient.realtime.protocol.ClientEventWriter.fields;

import com.fasterxml.jackson.core.JsonGenerator;

/** Writes the fields of a server's event into an object that is open. */
final class ServerEventWriter implements ServerEvent.Visitor<Void> {
  private final JsonGenerator json;

  ServerEventWriter(JsonGenerator json) {
    this.json = json;
  }

  @Override
  public Void created(ServerEvent.SessionCreated event) {
    return fields(
        () -> {
          json.writeStringField("type", "session.created");
          json.writeStringField("id", event.id());
          json.writeNumberField("created", event.created());
        });
  }

  @Override
  public Void updated(ServerEvent.SessionUpdated event) {
    return fields(() -> json.writeStringField("type", "session.updated"));
  }

  @Override
  public Void delta(ServerEvent.Delta event) {
    return fields(
        () -> {
          json.writeStringField("type", "transcription.delta");
          json.writeStringField("delta", event.text());
        });
  }

  @Override
  public Void done(ServerEvent.Done event) {
    return fields(
        () -> {
          json.writeStringField("type", "transcription.done");
          json.writeStringField("text", event.text());
          if (event.usage().isPresent()) {
            ServerEvent.Usage usage = event.usage().get();
            json.writeObjectFieldStart("usage");
            json.writeNumberField("prompt_tokens", usage.promptTokens());
            json.writeNumberField("total_tokens", usage.totalTokens());
            json.writeNumberField("completion_tokens", usage.completionTokens());
            json.writeEndObject();
          }
        });
  }

  @Override
  public Void error(ServerEvent.Failure event) {
    return fields(
        () -> {
          json.writeStringField("type", "error");
          json.writeStringField("error", event.message());
          json.writeStringField("code", event.code());
        });
  }

  @Override
  public Void unknown(ServerEvent.Unknown event) {
    return fields(() -> json.writeStringField("type", event.type()));
  }
}
