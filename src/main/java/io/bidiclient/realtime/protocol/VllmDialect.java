package io.bidiclient.realtime.protocol;

import java.util.List;
import java.util.Optional;

/** vLLM's Realtime API: 16 kHz, a delta for every frame of 80 ms, flat events. */
public record VllmDialect() implements Dialect {
  @Override
  public String label() {
    return "vllm";
  }

  @Override
  public ProtocolMessage parse(String message) throws ProtocolException {
    return ProtocolMessage.parse(message);
  }

  @Override
  public boolean opensWith(ProtocolMessage first) throws ProtocolException {
    return first.type().equals("session.created") && first.object("session").isEmpty();
  }

  @Override
  public Dialect settled(ProtocolMessage message) {
    return this;
  }

  @Override
  public Optional<ServerEvent> read(ProtocolMessage message) throws ProtocolException {
    return Optional.of(EventCodec.readServer(message));
  }

  @Override
  public ClientEvent.Visitor<List<String>> encoder() {
    return new VllmEncoder();
  }

  @Override
  public boolean countsFrames() {
    return true;
  }

  @Override
  public boolean hasModelAliases() {
    return true;
  }

  // Written out, as what a record has of itself is made of classes at run time: a start is felt.
  @Override
  public boolean equals(Object other) {
    return other instanceof VllmDialect;
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
