package io.bidiclient.transport.websocket;

import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Demand;
import io.bidiclient.transport.PartReassembler;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.Transport.Listener;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One WebSocket. All that changes is owned by {@code serial}, and the listener is called there and
 * nowhere else; every other thread posts to it.
 *
 * <p>The JDK takes one message at a time and reads no ping without demand (see {@link WebSocket}):
 * so messages wait here, and one message more than the listener wants is asked for.
 *
 * <pre>
 * opening ──handshake──► open ──► closed
 *    └──abort, refused─────────────►│
 * </pre>
 */
final class WebSocketConnection implements Connection, WebSocket.Listener {
  /** The largest message that is taken, in UTF-16 units; what vLLM itself takes in bytes. */
  private static final int LARGEST = 16 << 20;

  private static final long RECEIVED_FIRST_MILLIS = 200;
  private static final long PING_MILLIS = 1_000;

  private final String target;
  private final SequentialExecutor serial;
  private final Listener listener;
  private final Consumer<WebSocketConnection> ended;

  private final SendQueue unsent;
  private final Demand wanted = new Demand();

  // What has come of a message; owned by the JDK, which calls one method at a time.
  private final PartReassembler incomingBytes = new PartReassembler();
  private StringBuilder incoming = new StringBuilder();

  // Owned by serial, as all below.
  private Optional<WebSocket> socket = Optional.empty();
  private CompletableFuture<WebSocket> pinged = CompletableFuture.completedFuture(null);
  private Optional<String> held = Optional.empty();
  private boolean closed;

  WebSocketConnection(
      String target,
      SequentialExecutor serial,
      Listener listener,
      Consumer<WebSocketConnection> ended) {
    this.target = target;
    this.serial = serial;
    this.listener = listener;
    this.ended = ended;
    this.unsent = new SendQueue(serial, this::cannotSend, this::notSent);
    wanted.add(Transport.WINDOW);
  }

  /** Waits for the handshake. */
  void begin(CompletableFuture<WebSocket> handshake) {
    var unused =
        handshake.whenComplete(
            (opened, failure) -> {
              if (failure != null) {
                fail(failure);
              } else {
                serial.execute(() -> opened(opened));
              }
            });
  }

  /** Ends the connection with what broke it. */
  void fail(Throwable failure) {
    serial.execute(() -> close(WebSocketErrors.failure(what(), failure)));
  }

  @Override
  public CompletionStage<Void> send(String message) {
    return unsent.add(message);
  }

  @Override
  public void request(long messages) {
    if (messages <= 0) {
      throw new IllegalArgumentException("a request must be positive, not " + messages);
    }
    wanted.add(messages);
    serial.execute(
        () -> {
          Optional<String> waiting = held;
          held = Optional.empty();
          waiting.ifPresent(this::deliverOrHold);
        });
  }

  @Override
  public void finish() {
    unsent.addClose();
  }

  @Override
  public Optional<Instant> goodUntil() {
    return Optional.empty();
  }

  @Override
  public void abort() {
    serial.execute(() -> close(new CloseReason.Ended()));
  }

  @Override
  public void onOpen(WebSocket opened) {
    // The first message is asked for once the listener knows that the connection is open.
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    if ((long) incoming.length() + data.length() > LARGEST) {
      serial.execute(() -> close(broken("a message is larger than " + (LARGEST >> 20) + " MiB")));
      return null;
    }
    incoming.append(data);
    if (!last) {
      from.request(1);
      return null;
    }
    String message = incoming.toString();
    incoming = new StringBuilder();
    take(from, message);
    return null;
  }

  /** Text all the same: there are proxies that pass a server's text on as bytes. */
  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    try {
      incomingBytes.add(bytes, !last).ifPresentOrElse(m -> take(from, m), () -> from.request(1));
    } catch (TransportException e) {
      serial.execute(() -> close(e));
    }
    return null;
  }

  private void take(WebSocket from, String message) {
    if (wanted.take()) {
      // Asked for at once: a ping may follow, and is read only then.
      from.request(1);
      serial.execute(() -> deliver(message));
    } else {
      serial.execute(() -> deliverOrHold(message));
    }
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    // The JDK has answered it.
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    serial.execute(
        () -> {
          Optional<TransportException> failure = WebSocketErrors.close(what(), code, reason);
          close(
              failure.<CloseReason>map(CloseReason.Failed::new).orElseGet(CloseReason.Ended::new));
        });
    // Without a stage to wait for, the JDK answers the Close at once.
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    fail(failure);
  }

  private void opened(WebSocket opened) {
    if (closed) {
      opened.abort();
      return;
    }
    socket = Optional.of(opened);
    tell(listener::opened);
    opened.request(1);
    unsent.start(opened);
    pingLater();
  }

  private void deliverOrHold(String message) {
    if (wanted.take()) {
      socket.ifPresent(open -> open.request(1));
      deliver(message);
    } else {
      held = Optional.of(message);
    }
  }

  private void deliver(String message) {
    if (!closed) {
      tell(() -> listener.received(message));
    }
  }

  /** A server that closed has said why: what was received goes first. */
  private void notSent(Throwable failure) {
    CompletableFuture.delayedExecutor(RECEIVED_FIRST_MILLIS, TimeUnit.MILLISECONDS)
        .execute(() -> fail(failure));
  }

  /**
   * The JDK (17.0.15) misses one in four ends of a connection that is dropped right behind a
   * message, and tells nobody; a ping that cannot be sent shows it. That none is answered means
   * nothing: a busy server may not read for a while.
   */
  private void ping() {
    if (closed || unsent.isClosing()) {
      return;
    }
    if (pinged.isDone()) {
      pinged = socket.orElseThrow().sendPing(ByteBuffer.allocate(0));
      var unused =
          pinged.exceptionally(
              failure -> {
                notSent(failure);
                return null;
              });
    }
    pingLater();
  }

  private void pingLater() {
    CompletableFuture.delayedExecutor(PING_MILLIS, TimeUnit.MILLISECONDS, serial)
        .execute(this::ping);
  }

  private TransportException broken(String why) {
    return new TransportException(
        Category.PROTOCOL, what() + ": " + why, "check the path of --url; vLLM's is /v1/realtime");
  }

  private TransportException cannotSend() {
    return new TransportException(
        Category.NETWORK, "cannot send to " + target + ": the connection has ended", "try again");
  }

  private String what() {
    return (socket.isPresent() ? "cannot keep" : "cannot open") + " the connection to " + target;
  }

  private void close(TransportException failure) {
    close(new CloseReason.Failed(failure));
  }

  private void close(CloseReason reason) {
    if (closed) {
      return;
    }
    closed = true;
    held = Optional.empty();
    socket.ifPresent(WebSocket::abort);
    unsent.stop(reason instanceof CloseReason.Failed failed ? failed.cause() : cannotSend());
    ended.accept(this);
    tell(() -> listener.closed(reason));
  }

  /** A listener that throws is a fault of ours: it must not vanish inside the JDK. */
  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      close(
          new TransportException(
              Category.PROTOCOL,
              "cannot take the server's message: " + e,
              "this is a fault of the program: report it with its stack trace (-vv)",
              e));
    }
  }
}
