package io.bidiclient.realtime.protocol;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dialect for streams of the same audio: a chunk is written as a message once for all of them,
 * where the dialect writes a chunk the same way in every session. It keeps every message that it
 * wrote. Safe for use from many threads.
 *
 * @param inner what is spoken
 * @param written the messages of each array of samples
 */
public record SharedDialect(Dialect inner, Map<byte[], List<String>> written) implements Dialect {
  /** A dialect that has written nothing. */
  public SharedDialect(Dialect inner) {
    // The streams share the arrays themselves: nothing need be compared.
    this(inner, Collections.synchronizedMap(new IdentityHashMap<>()));
  }

  @Override
  public String label() {
    return inner.label();
  }

  @Override
  public ProtocolMessage parse(String message) throws ProtocolException {
    return inner.parse(message);
  }

  @Override
  public boolean opensWith(ProtocolMessage first) throws ProtocolException {
    return inner.opensWith(first);
  }

  @Override
  public Dialect settled(ProtocolMessage message) throws ProtocolException {
    Dialect settled = inner.settled(message);
    return settled.equals(inner) ? this : new SharedDialect(settled, written);
  }

  @Override
  public Optional<ServerEvent> read(ProtocolMessage message) throws ProtocolException {
    return inner.read(message);
  }

  @Override
  public ClientEvent.Visitor<List<String>> encoder() {
    ClientEvent.Visitor<List<String>> own = inner.encoder();
    return own instanceof VllmEncoder encoder ? new Sharing(encoder, written) : own;
  }

  @Override
  public boolean countsFrames() {
    return inner.countsFrames();
  }

  @Override
  public boolean hasModelAliases() {
    return inner.hasModelAliases();
  }

  private record Sharing(VllmEncoder encoder, Map<byte[], List<String>> written)
      implements ClientEvent.Visitor<List<String>> {
    @Override
    public List<String> sessionUpdate(ClientEvent.SessionUpdate event) {
      return encoder.sessionUpdate(event);
    }

    @Override
    public List<String> append(ClientEvent.Append event) {
      return written.computeIfAbsent(event.pcm().bytes(), samples -> encoder.append(event));
    }

    @Override
    public List<String> commit(ClientEvent.Commit event) {
      return encoder.commit(event);
    }
  }
}
