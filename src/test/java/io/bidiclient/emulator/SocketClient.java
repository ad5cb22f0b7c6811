package io.bidiclient.emulator;

import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.PcmBytes;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's WebSocket, plainly used. */
final class SocketClient implements WebSocket.Listener {
  private static final long PATIENCE = 20;
  private static final long PING_MILLIS = 100;

  final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final CompletableFuture<String> reason = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;
  final AtomicInteger pings = new AtomicInteger();
  private ServerEvent.Done done;

  static SocketClient connect(URI url) throws Exception {
    SocketClient client = new SocketClient();
    client.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(url, client)
            .get(PATIENCE, TimeUnit.SECONDS);
    return client;
  }

  static SocketClient connect(Emulator emulator) throws Exception {
    return connect(URI.create(emulator.webSocketUrl()));
  }

  SocketClient update(String model) throws Exception {
    return send(new ClientEvent.SessionUpdate(Optional.of(model)));
  }

  SocketClient commit(boolean last) throws Exception {
    return send(new ClientEvent.Commit(last));
  }

  SocketClient append(byte[] pcm, int bytes) throws Exception {
    for (int from = 0; from < pcm.length; from += bytes) {
      byte[] chunk = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + bytes));
      send(new ClientEvent.Append(new PcmBytes(chunk)));
    }
    return this;
  }

  SocketClient send(ClientEvent event) throws Exception {
    return send(EventCodec.encode(event), true);
  }

  SocketClient send(String message, boolean last) throws Exception {
    socket.sendText(message, last).get(PATIENCE, TimeUnit.SECONDS);
    return this;
  }

  void binary(byte[] bytes) throws Exception {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).get(PATIENCE, TimeUnit.SECONDS);
  }

  void close() throws Exception {
    socket.sendClose(1000, "").get(PATIENCE, TimeUnit.SECONDS);
  }

  ServerEvent next() throws Exception {
    String message = received.poll(PATIENCE, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing came; closed with " + closed.getNow(0));
    }
    return EventCodec.decodeServer(message);
  }

  /** The next event that is no delta. */
  ServerEvent nextButDeltas() throws Exception {
    ServerEvent event = next();
    while (event instanceof ServerEvent.Delta) {
      event = next();
    }
    return event;
  }

  /** All deltas up to done. */
  List<String> deltas() throws Exception {
    List<String> deltas = new ArrayList<>();
    for (ServerEvent event = next(); ; event = next()) {
      if (event instanceof ServerEvent.Delta delta) {
        deltas.add(delta.text());
      } else if (event instanceof ServerEvent.Done end) {
        done = end;
        return deltas;
      } else if (event instanceof ServerEvent.Failure) {
        throw new AssertionError(event.toString());
      }
    }
  }

  /** The event that ended the last deltas. */
  ServerEvent.Done done() {
    return done;
  }

  String text() throws Exception {
    return String.join("", deltas());
  }

  int closeCode() throws Exception {
    return closed.get(PATIENCE, TimeUnit.SECONDS);
  }

  /**
   * Waits for the end of the connection. The JDK (17.0.15) tells nobody of some that were dropped:
   * a ping that cannot be sent shows it.
   */
  CompletableFuture<Integer> ended() throws Exception {
    while (!closed.isDone()) {
      try {
        socket.sendPing(ByteBuffer.allocate(0)).get(PATIENCE, TimeUnit.SECONDS);
        closed.get(PING_MILLIS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        closed.completeExceptionally(e.getCause());
      } catch (TimeoutException e) {
        // It is open still.
      }
    }
    return closed;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      received.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    pings.incrementAndGet();
    // The JDK has answered it already.
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String why) {
    reason.complete(why);
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
  }
}
