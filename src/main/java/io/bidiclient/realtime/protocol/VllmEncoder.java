package io.bidiclient.realtime.protocol;

import java.util.List;

/** A client's events in vLLM's names: one message each. */
final class VllmEncoder implements ClientEvent.Visitor<List<String>> {
  @Override
  public List<String> sessionUpdate(ClientEvent.SessionUpdate event) {
    return List.of(EventCodec.encode(event));
  }

  @Override
  public List<String> append(ClientEvent.Append event) {
    return List.of(EventCodec.encode(event));
  }

  @Override
  public List<String> commit(ClientEvent.Commit event) {
    return List.of(EventCodec.encode(event));
  }
}
