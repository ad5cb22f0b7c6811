package io.bidiclient.realtime.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What one kind of realtime server calls its events, and what it promises of them. Stateless and
 * safe for many threads.
 *
 * <p>To add one: write its class, and give it a line in {@link Dialects}.
 */
public interface Dialect {
  /** What {@code --dialect} calls it. */
  String label();

  /** Takes a server's message apart. */
  ProtocolMessage parse(String message) throws ProtocolException;

  /** Whether a server whose first event is this one speaks it. */
  boolean opensWith(ProtocolMessage first) throws ProtocolException;

  /** The dialect that is spoken, as far as this message tells: itself, once that is known. */
  Dialect settled(ProtocolMessage message) throws ProtocolException;

  /**
   * Reads a server's message.
   *
   * @return empty for an event of the protocol's that a transcript has no use for
   */
  Optional<ServerEvent> read(ProtocolMessage message) throws ProtocolException;

  /**
   * Writes the events of one session, each as none, one or more messages. It may remember what it
   * wrote, and belongs to the session's thread.
   */
  ClientEvent.Visitor<List<String>> encoder();

  /** Whether a delta is promised for every frame of 80 ms. Whether it comes is measured. */
  boolean countsFrames();

  /** Whether a server may know its model by another name than the one asked for. */
  boolean hasModelAliases();
}
