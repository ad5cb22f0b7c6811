package io.bidiclient.simulation;

import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.realtime.protocol.ProtocolException;
import io.bidiclient.realtime.protocol.ProtocolMessage;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Another dialect without the cost of JSON, base 64 and resampling on its way to the server: the
 * client's events are handed over as they are, and {@link #EVENT} is sent in the place of each.
 * What comes from the server is read as that dialect reads it, a message that comes again at once
 * only the first time. Owned by the simulation's thread.
 */
final class DirectDialect implements Dialect {
  /** The message that stands for the oldest event that was not yet taken. */
  static final String EVENT = "event";

  private final Dialect inner;
  private final Queue<ClientEvent> events;
  private final Memory memory;

  /** What was read last. */
  private static final class Memory {
    private String message = "";
    private ProtocolMessage parsed;
    private ProtocolMessage readFrom;
    private Optional<ServerEvent> read = Optional.empty();
  }

  /** The given dialect, which hands events over to a server of its own. */
  DirectDialect(Dialect inner) {
    this(inner, new ArrayDeque<>(), new Memory());
  }

  private DirectDialect(Dialect inner, Queue<ClientEvent> events, Memory memory) {
    this.inner = inner;
    this.events = events;
    this.memory = memory;
  }

  /** The event that {@link #EVENT} stands for. */
  ClientEvent next() {
    return events.remove();
  }

  @Override
  public String label() {
    return inner.label();
  }

  @Override
  public ProtocolMessage parse(String message) throws ProtocolException {
    if (memory.parsed == null || !memory.message.equals(message)) {
      memory.parsed = inner.parse(message);
      memory.message = message;
    }
    return memory.parsed;
  }

  @Override
  public boolean opensWith(ProtocolMessage first) throws ProtocolException {
    return inner.opensWith(first);
  }

  @Override
  public Dialect settled(ProtocolMessage message) throws ProtocolException {
    Dialect settled = inner.settled(message);
    return settled.equals(inner) ? this : new DirectDialect(settled, events, memory);
  }

  @Override
  public Optional<ServerEvent> read(ProtocolMessage message) throws ProtocolException {
    if (memory.readFrom != message) {
      memory.read = inner.read(message);
      memory.readFrom = message;
    }
    return memory.read;
  }

  @Override
  public ClientEvent.Visitor<List<String>> encoder() {
    return new Handover();
  }

  @Override
  public boolean countsFrames() {
    return inner.countsFrames();
  }

  @Override
  public boolean hasModelAliases() {
    return inner.hasModelAliases();
  }

  private final class Handover implements ClientEvent.Visitor<List<String>> {
    private static final List<String> ONE = List.of(EVENT);

    @Override
    public List<String> sessionUpdate(ClientEvent.SessionUpdate event) {
      return handOver(event);
    }

    @Override
    public List<String> append(ClientEvent.Append event) {
      return handOver(event);
    }

    /** OpenAI has no commit that starts an utterance. */
    @Override
    public List<String> commit(ClientEvent.Commit event) {
      return event.last() || inner.countsFrames() ? handOver(event) : List.of();
    }

    private List<String> handOver(ClientEvent event) {
      events.add(event);
      return ONE;
    }
  }
}
