package io.bidiclient.realtime.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the fields of a client's event into an object that is open. */
final class ClientEventWriter implements ClientEvent.Visitor<Void> {
  private final JsonGenerator json;

  ClientEventWriter(JsonGenerator json) {
    this.json = json;
  }

  @Override
  public Void sessionUpdate(ClientEvent.SessionUpdate event) {
    return fields(
        () -> {
          json.writeStringField("type", "session.update");
          if (event.model().isPresent()) {
            json.writeStringField("model", event.model().get());
          }
        });
  }

  @Override
  public Void append(ClientEvent.Append event) {
    return fields(
        () -> {
          json.writeStringField("type", "input_audio_buffer.append");
          json.writeBinaryField("audio", event.pcm().bytes());
        });
  }

  @Override
  public Void commit(ClientEvent.Commit event) {
    return fields(
        () -> {
          json.writeStringField("type", "input_audio_buffer.commit");
          json.writeBooleanField("final", event.last());
        });
  }

  static Void fields(Body body) {
    try {
      body.write();
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("a string refused to be written to", e);
    }
  }

  /** The fields of one event. */
  interface Body {
    void write() throws IOException;
  }
}
