package io.bidiclient.realtime.protocol;

import io.bidiclient.json.JsonText;

/** A client's events as JSON text, in vLLM's names. */
final class ClientEventWriter implements ClientEvent.Visitor<String> {
  @Override
  public String sessionUpdate(ClientEvent.SessionUpdate event) {
    return JsonText.object(
        json -> {
          json.text("type", "session.update");
          json.text("model", event.model());
        });
  }

  @Override
  public String append(ClientEvent.Append event) {
    return JsonText.typed("input_audio_buffer.append", "audio", event.pcm().bytes());
  }

  @Override
  public String commit(ClientEvent.Commit event) {
    return JsonText.object(
        json -> {
          json.text("type", "input_audio_buffer.commit");
          json.flag("final", event.last());
        });
  }
}
