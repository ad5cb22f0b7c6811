package io.bidiclient.transport;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One open stream to a server. Safe for use from many threads; never blocks.
 *
 * <p>No method has a default: a decorator that forgot one would answer for the connection inside.
 */
public interface Connection {
  /**
   * Queues a message; order is kept.
   *
   * @return completes when the wire has taken the message, which it does at the server's speed;
   *     completes exceptionally when the connection ended first. Un-acknowledged sends are the
   *     back-pressure: a caller keeps few of them.
   */
  CompletionStage<Void> send(String message);

  /** Allows so many further messages to be received. */
  void request(long messages);

  /** Ends our side after all that was sent. The server may answer until it ends its own. */
  void finish();

  /**
   * Until when what is sent will be believed: credentials that expire are not renewed on an open
   * stream. Empty where they do not, and before they are known.
   */
  Optional<Instant> goodUntil();

  /** Drops the connection now. */
  void abort();
}
