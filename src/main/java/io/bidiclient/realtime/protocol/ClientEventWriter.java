package io.bidiclient.realtime.protocol;

import io.bidiclient.json.JsonFields;

/** The fields of a client's events, in vLLM's names. */
final class ClientEventWriter implements ClientEvent.Visitor<JsonFields> {
  @Override
  public JsonFields sessionUpdate(ClientEvent.SessionUpdate event) {
    return json -> {
      json.text("type", "session.update");
      json.text("model", event.model());
    };
  }

  @Override
  public JsonFields append(ClientEvent.Append event) {
    return json -> {
      json.text("type", "input_audio_buffer.append");
      json.base64("audio", event.pcm().bytes());
    };
  }

  @Override
  public JsonFields commit(ClientEvent.Commit event) {
    return json -> {
      json.text("type", "input_audio_buffer.commit");
      json.flag("final", event.last());
    };
  }
}
