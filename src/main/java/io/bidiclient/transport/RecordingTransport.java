package io.bidiclient.transport;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells what goes over another transport, both ways, without changing it. Credentials travel in
 * headers, which no message holds.
 */
public final class RecordingTransport implements Transport {
  private final Transport inner;
  private final Log log;
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * Takes what goes over the wire, on any thread; must not throw, and blocks the wire if it does.
   */
  public interface Log {
    /** A connection was opened by the server; connections count from 1 in the order asked for. */
    void opened(int connection);

    /** A message was given to the wire. */
    void sent(int connection, String message);

    /** A message came. */
    void received(int connection, String message);

    /** The connection ended. */
    void closed(int connection, CloseReason reason);
  }

  /** Records a transport, which it owns. */
  public RecordingTransport(Transport inner, Log log) {
    this.inner = inner;
    this.log = log;
  }

  @Override
  public Connection connect(Listener listener) {
    int number = connections.incrementAndGet();
    return new Recorded(inner.connect(new Hearing(number, listener)), number);
  }

  @Override
  public String target() {
    return inner.target();
  }

  @Override
  public void close() {
    inner.close();
  }

  /** A connection whose messages are told before they are sent. */
  private final class Recorded implements Connection {
    private final Connection connection;
    private final int number;

    Recorded(Connection connection, int number) {
      this.connection = connection;
      this.number = number;
    }

    @Override
    public CompletionStage<Void> send(String message) {
      log.sent(number, message);
      return connection.send(message);
    }

    @Override
    public void request(long messages) {
      connection.request(messages);
    }

    @Override
    public void finish() {
      connection.finish();
    }

    @Override
    public Optional<Instant> goodUntil() {
      return connection.goodUntil();
    }

    @Override
    public void abort() {
      connection.abort();
    }
  }

  /** A listener whose messages are told before they are passed on. */
  private final class Hearing implements Listener {
    private final int number;
    private final Listener listener;

    Hearing(int number, Listener listener) {
      this.number = number;
      this.listener = listener;
    }

    @Override
    public void opened() {
      log.opened(number);
      listener.opened();
    }

    @Override
    public void received(String message) {
      log.received(number, message);
      listener.received(message);
    }

    @Override
    public void closed(CloseReason reason) {
      log.closed(number, reason);
      listener.closed(reason);
    }
  }
}
