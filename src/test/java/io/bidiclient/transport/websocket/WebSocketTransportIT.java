package io.bidiclient.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.RecordingListener;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The transport against a server by hand: what goes up, down and when, and how it ends. */
@Timeout(60)
class WebSocketTransportIT {
  private final RecordingListener listener = new RecordingListener();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  static WebSocketSettings settings(URI url, Duration timeout) {
    return new WebSocketSettings(
        url, Optional.of("sesame"), timeout, Optional.empty(), new EnvironmentProxies(Map.of()));
  }

  static WebSocketTransport to(SocketServer server) {
    return new WebSocketTransport(settings(server.url(), Duration.ofSeconds(5)));
  }

  @Test
  void messagesGoUpAndComeBackInOrderWithTheKeyInTheHandshake() throws Exception {
    try (SocketServer server =
            new SocketServer(
                s -> {
                  s.accept();
                  for (int i = 0; i < 100; i++) {
                    s.text(s.message());
                  }
                  assertEquals(SocketServer.CLOSE, s.read().opcode());
                  s.close(1000, "");
                });
        WebSocketTransport transport = to(server)) {
      Connection connection = transport.connect(listener);
      List<CompletableFuture<Void>> sends = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        sends.add(connection.send(i + " ä 語 🎧").toCompletableFuture());
      }
      connection.finish();
      for (int i = 0; i < 100; i++) {
        assertEquals(i + " ä 語 🎧", listener.next());
        sends.get(i).get(5, TimeUnit.SECONDS);
      }
      assertEquals(new CloseReason.Ended(), listener.awaitClosed());
      String head = server.requests.get(0);
      assertTrue(head.startsWith("GET /v1/realtime?secret=1 HTTP/1.1"), head);
      assertTrue(head.contains("Authorization: Bearer sesame\r\n"), head);
      assertEquals(server.url().toString().replace("?secret=1", ""), transport.target());
    }
  }

  /** A thread that waits for the network holds the end of the process up. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void noThreadOfTheClientIsLeftWhenTheTransportIsClosed() throws Exception {
    try (SocketServer server =
        new SocketServer(
            s -> {
              s.accept();
              s.text("hello");
              s.awaitEnd();
            })) {
      List<Thread> before = selectors();
      WebSocketTransport transport = to(server);
      transport.connect(listener);
      assertEquals("hello", listener.next());
      List<Thread> ours = selectors();
      ours.removeAll(before);
      assertEquals(1, ours.size());
      transport.close();
      ours.get(0).join(5_000);
      assertFalse(ours.get(0).isAlive());
    }
  }

  private static List<Thread> selectors() {
    return new ArrayList<>(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().endsWith("-SelectorManager"))
            .toList());
  }

  @Test
  void aMebibyteGoesUpAndDownAndFragmentsAreJoinedInsideALetter() throws Exception {
    String big = "äx".repeat(350_000);
    try (SocketServer server =
            new SocketServer(
                s -> {
                  s.accept();
                  s.text(s.message());
                  byte[] bytes = "naïve 語".getBytes(UTF_8);
                  for (int i = 0; i < bytes.length; i++) {
                    int end = i == bytes.length - 1 ? 0x80 : 0;
                    s.frame(end | (i == 0 ? SocketServer.TEXT : 0), new byte[] {bytes[i]});
                  }
                  s.awaitEnd();
                });
        WebSocketTransport transport = to(server)) {
      transport.connect(listener).send(big);
      assertEquals(big, listener.next());
      assertEquals("naïve 語", listener.next());
    }
  }

  @Test
  void noMoreThanTheWindowIsReceivedUntilMoreIsAskedForAndPingsAreAnsweredMeanwhile()
      throws Exception {
    try (SocketServer server =
            new SocketServer(
                s -> {
                  s.accept();
                  for (int i = 0; i < Transport.WINDOW; i++) {
                    s.text(Integer.toString(i));
                  }
                  for (int i = 0; i < 3; i++) {
                    s.frame(0x80 | SocketServer.PING, ("ping" + i).getBytes(UTF_8));
                    SocketServer.Frame pong = s.read();
                    heard.add(pong.opcode() + pong.text());
                  }
                  for (int i = 0; i < 1000; i++) {
                    s.text(Integer.toString(Transport.WINDOW + i));
                  }
                  s.close(1000, "");
                  heard.add("written");
                  s.awaitEnd();
                });
        WebSocketTransport transport = to(server)) {
      listener.allow(Transport.WINDOW);
      Connection connection = transport.connect(listener);
      for (int i = 0; i < 3; i++) {
        assertEquals("10ping" + i, heard.poll(5, TimeUnit.SECONDS));
      }
      assertEquals("written", heard.poll(5, TimeUnit.SECONDS));
      for (int i = 0; i < Transport.WINDOW; i++) {
        assertEquals(Integer.toString(i), listener.next());
      }
      assertEquals(0, listener.waiting());
      listener.allow(2);
      connection.request(2);
      assertEquals("256", listener.next());
      assertEquals("257", listener.next());
      assertEquals(0, listener.waiting());
      assertFalse(listener.isClosed());
      listener.allow(Long.MAX_VALUE);
      connection.request(Long.MAX_VALUE);
      assertEquals(new CloseReason.Ended(), listener.awaitClosed());
      assertEquals(998, listener.waiting());
    }
  }

  @Test
  void aServerThatStopsReadingLeavesSendsUnacknowledged() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (SocketServer server =
            new SocketServer(
                s -> {
                  s.accept();
                  over.await();
                });
        WebSocketTransport transport = to(server)) {
      Connection connection = transport.connect(listener);
      listener.awaitOpened();
      String message = "x".repeat(64 * 1024);
      List<CompletableFuture<Void>> sends = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        sends.add(connection.send(message).toCompletableFuture());
      }
      sends.get(0).get(5, TimeUnit.SECONDS);
      int taken =
          Await.steady(
              () -> (int) sends.stream().filter(CompletableFuture::isDone).count(),
              Duration.ofMillis(200));
      assertTrue(taken < 500, "acknowledged: " + taken);
      connection.abort();
      assertEquals(new CloseReason.Ended(), listener.awaitClosed());
      ExecutionException e =
          assertThrows(ExecutionException.class, () -> sends.get(999).get(5, TimeUnit.SECONDS));
      assertTrue(e.getCause().getMessage().contains("the connection has ended"), e.toString());
      over.countDown();
    }
  }

  /** Proxies of this kind exist: they pass text on as bytes. */
  @Test
  void aTextInBinaryFramesIsAMessage() throws Exception {
    byte[] bytes = "ämne".getBytes(UTF_8);
    try (SocketServer server =
            new SocketServer(
                s -> {
                  s.accept();
                  s.text(s.message());
                  s.frame(0x02, Arrays.copyOf(bytes, 1));
                  s.frame(0x00, Arrays.copyOfRange(bytes, 1, 3));
                  s.frame(0x80, Arrays.copyOfRange(bytes, 3, bytes.length));
                  s.frame(0x82, bytes);
                  s.text("text");
                  s.awaitEnd();
                });
        WebSocketTransport transport = to(server)) {
      transport.connect(listener).send("one");
      assertEquals("one", listener.next());
      assertEquals("ämne", listener.next());
      assertEquals("ämne", listener.next());
      assertEquals("text", listener.next());
    }
  }

  @Test
  void bytesThatAreNoTextAreReported() throws Exception {
    try (SocketServer server =
            new SocketServer(
                s -> {
                  s.accept();
                  s.frame(0x82, new byte[] {'a', (byte) 0xff});
                  s.awaitEnd();
                });
        WebSocketTransport transport = to(server)) {
      transport.connect(listener);
      TransportException failure = listener.awaitFailure();
      assertEquals(Category.PROTOCOL, failure.category());
      assertEquals(
          "cannot read the server's message: its bytes are not UTF-8", failure.getMessage());
    }
  }

  @Test
  void aGoodEndIsAnEnd() throws Exception {
    try (SocketServer server =
            new SocketServer(
                s -> {
                  s.accept();
                  s.close(1000, "");
                  s.awaitEnd();
                });
        WebSocketTransport transport = to(server)) {
      transport.connect(listener);
      assertEquals(new CloseReason.Ended(), listener.awaitClosed());
    }
  }

  @Test
  void closesInMillisecondsWithConnectionsOpen() throws Exception {
    try (SocketServer server =
        new SocketServer(
            s -> {
              s.accept();
              s.awaitEnd();
            })) {
      WebSocketTransport transport = to(server);
      Connection connection = transport.connect(listener);
      listener.awaitOpened();
      long before = System.nanoTime();
      transport.close();
      double millis = (System.nanoTime() - before) / 1e6;
      assertEquals(new CloseReason.Ended(), listener.awaitClosed());
      assertTrue(millis < 200, "took " + millis + " ms");
      assertThrows(IllegalStateException.class, () -> transport.connect(new RecordingListener()));
      connection.request(1);
      connection.abort();
      CompletableFuture<Void> late = connection.send("late").toCompletableFuture();
      assertThrows(ExecutionException.class, () -> late.get(5, TimeUnit.SECONDS));
    }
  }
}
