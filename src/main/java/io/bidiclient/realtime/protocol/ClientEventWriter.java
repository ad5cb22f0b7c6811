package io.bidiclient.realtime.protocol;

import io.bidiclient.json.JsonBody;

/** The fields of a client's events, in vLLM's names. */
final class ClientEventWriter implements ClientEvent.Visitor<JsonBody.Fields> {
  @Override
  public JsonBody.Fields sessionUpdate(ClientEvent.SessionUpdate event) {
    return json -> {
      json.text("type", "session.update");
      json.text("model", event.model());
    };
  }

  @Override
  public JsonBody.Fields append(ClientEvent.Append event) {
    return json -> {
      json.text("type", "input_audio_buffer.append");
      json.base64("audio", event.pcm().bytes());
    };
  }

  @Override
  public JsonBody.Fields commit(ClientEvent.Commit event) {
    return json -> {
      json.text("type", "input_audio_buffer.commit");
      json.flag("final", event.last());
    };
  }
}
