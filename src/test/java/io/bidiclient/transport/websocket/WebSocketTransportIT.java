package io.bidiclient.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bidiclient.Await;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.ConnectProxy;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.RecordingListener;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import io.bidiclient.transport.websocket.SocketServer.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport against a server by hand: what goes up, down and when, and how it ends. */
@Timeout(60)
class WebSocketTransportIT {
  private final RecordingListener listener = new RecordingListener();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private static WebSocketSettings settings(URI url, Duration timeout) {
    return new WebSocketSettings(
        url, Optional.of("sesame"), timeout, Optional.empty(), new EnvironmentProxies(Map.of()));
  }

  private static WebSocketTransport to(SocketServer server) {
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

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(401, "", "{\"error\":\"Unauthorized\"}", Category.AUTH, "401: {\"error\":"),
        arguments(403, "", "", Category.AUTH, "the server answered HTTP 403"),
        arguments(404, "", "Not\r\nFound", Category.ENDPOINT, "HTTP 404: Not Found"),
        arguments(429, "", "slow down", Category.THROTTLED, "HTTP 429: slow down"),
        arguments(302, "Location: /x\r\n", "", Category.ENDPOINT, "HTTP 302 to /x"),
        arguments(200, "", "<html>", Category.ENDPOINT, "HTTP 200"),
        arguments(500, "", "oh", Category.REMOTE, "HTTP 500: oh"),
        arguments(503, "", "loading", Category.REMOTE, "HTTP 503: loading"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void aRefusedHandshakeIsToldWithItsReason(
      int status, String headers, String body, Category category, String words) throws Exception {
    assertFails(s -> s.refuse(status, headers, body), category, "cannot open", words);
  }

  @Test
  void aBusyServerSaysHowLongToLeaveItAlone() throws Exception {
    try (SocketServer server =
            new SocketServer(s -> s.refuse(503, "Retry-After: 7\r\n", "loading"));
        WebSocketTransport transport = to(server)) {
      transport.connect(listener);
      assertEquals(Duration.ofSeconds(7), listener.awaitFailure().after());
    }
  }

  static Stream<Arguments> closes() {
    return Stream.of(
        arguments(1001, Category.NETWORK),
        arguments(1002, Category.PROTOCOL),
        arguments(1007, Category.PROTOCOL),
        arguments(1008, Category.AUTH),
        arguments(1009, Category.PROTOCOL),
        arguments(1011, Category.REMOTE),
        arguments(1013, Category.THROTTLED),
        arguments(4000, Category.REMOTE));
  }

  @ParameterizedTest
  @MethodSource("closes")
  void aCloseCodeIsACategory(int code, Category category) throws Exception {
    assertFails(
        s -> {
          s.accept();
          s.close(code, "its words");
          s.awaitEnd();
        },
        category,
        "cannot keep",
        code + ": its words");
  }

  static Stream<Arguments> breaks() {
    Script reserved = s -> s.frame(0xc1, new byte[] {'a'});
    Script notUtf8 = s -> s.frame(0x81, new byte[] {'a', (byte) 0xff});
    return Stream.of(
        arguments("reserved bit", reserved, Category.PROTOCOL, "broke WebSocket's rules"),
        arguments("not UTF-8", notUtf8, Category.PROTOCOL, "broke WebSocket's rules"),
        arguments(
            "drop", (Script) SocketServer::drop, Category.NETWORK, "the connection was closed"),
        arguments(
            "reset", (Script) SocketServer::reset, Category.NETWORK, "the connection was reset"));
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
  void aDropBehindAMessageIsToldEachTime() throws Exception {
    // The JDK misses one in four of these by itself.
    List<RecordingListener> listeners = new ArrayList<>();
    List<AutoCloseable> opened = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      SocketServer server =
          new SocketServer(
              s -> {
                s.accept();
                s.text(s.message());
                s.drop();
              });
      WebSocketTransport transport = to(server);
      RecordingListener own = new RecordingListener();
      listeners.add(own);
      opened.addAll(List.of(transport, server));
      transport.connect(own).send("one");
    }
    for (RecordingListener own : listeners) {
      assertEquals(Category.NETWORK, own.awaitFailure().category());
      assertEquals("one", own.next());
    }
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void aBreakIsToldOnceInWords(String name, Script breaking, Category category, String words)
      throws Exception {
    assertFails(
        s -> {
          s.accept();
          s.text(s.message());
          breaking.run(s);
          s.awaitEnd();
        },
        category,
        "cannot keep",
        words);
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
  void aServerThatSaysNothingIsGivenUpAfterTheConnectTimeout() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        WebSocketTransport transport =
            new WebSocketTransport(
                settings(
                    URI.create("ws://127.0.0.1:" + mute.getLocalPort()), Duration.ofMillis(300)))) {
      long before = System.nanoTime();
      transport.connect(listener);
      assertEquals(Category.TIMEOUT, listener.awaitFailure().category());
      double seconds = (System.nanoTime() - before) / 1e9;
      assertTrue(seconds >= 0.3 && seconds < 3, seconds + " s");
    }
  }

  @Test
  void nobodyListeningIsARefusedConnection() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertFails(URI.create("ws://127.0.0.1:" + port), Optional.empty(), "Connection refused");
  }

  @Test
  void anUnknownHostIsNamed() throws Exception {
    String host = "x".repeat(64) + ".invalid";
    assertFails(URI.create("ws://" + host), Optional.empty(), ": the host " + host + " is unknown");
  }

  @Test
  void aServerWithoutTlsBehindWssIsToldInWords() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(
              () -> {
                try (Socket client = plain.accept()) {
                  byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);
                  client.getInputStream().read();
                  client.getOutputStream().write(answer);
                  client.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertFails(
          URI.create("wss://127.0.0.1:" + plain.getLocalPort()),
          Optional.empty(),
          "the server does not speak TLS");
      answered.handle((done, reset) -> true).join();
    }
  }

  @Test
  void aCaFileThatIsNoneIsToldToTheListener() throws Exception {
    assertFails(
        URI.create("wss://127.0.0.1:1"),
        Optional.of(Path.of("/nonexistent.pem")),
        "/nonexistent.pem: no such file");
  }

  @Test
  void aProxyOfTheEnvironmentIsTunnelledThrough() throws Exception {
    try (SocketServer proxy =
        new SocketServer(
            s -> {
              s.refuse(200, "", "");
              s.again();
              s.accept();
              s.text("behind the proxy");
              s.awaitEnd();
            })) {
      WebSocketSettings settings =
          new WebSocketSettings(
              URI.create("ws://vllm.invalid:8000/v1/realtime"),
              Optional.of("sesame"),
              Duration.ofSeconds(5),
              Optional.empty(),
              new EnvironmentProxies(
                  Map.of("http_proxy", "http://127.0.0.1:" + proxy.url().getPort())));
      try (WebSocketTransport transport = new WebSocketTransport(settings)) {
        transport.connect(listener);
        assertEquals("behind the proxy", listener.next());
      }
      assertTrue(proxy.requests.get(0).startsWith("CONNECT vllm.invalid:8000 HTTP/1.1"));
      assertFalse(proxy.requests.get(0).contains("sesame"), proxy.requests.get(0));
      assertTrue(proxy.requests.get(1).startsWith("GET /v1/realtime HTTP/1.1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"})
  void aProxyThatRefusesIsNamedWithItsStatus(String status) throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing(status)) {
      WebSocketSettings settings =
          new WebSocketSettings(
              URI.create("wss://vllm.invalid:8000/v1/realtime"),
              Optional.empty(),
              Duration.ofSeconds(5),
              Optional.empty(),
              new EnvironmentProxies(proxy.environment()));
      try (WebSocketTransport transport = new WebSocketTransport(settings)) {
        transport.connect(listener);
        TransportException e = listener.awaitFailure();
        assertEquals(
            "cannot open the connection to wss://vllm.invalid:8000/v1/realtime: the proxy of"
                + " HTTPS_PROXY answered HTTP "
                + status.substring(0, 3),
            e.getMessage());
        assertEquals(Category.NETWORK, e.category());
        assertEquals(!status.startsWith("5"), e.isLasting());
        assertEquals(1, proxy.requests().size());
      }
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

  private void assertFails(URI url, Optional<Path> ca, String words) throws Exception {
    WebSocketSettings settings =
        new WebSocketSettings(
            url, Optional.empty(), Duration.ofSeconds(5), ca, new EnvironmentProxies(Map.of()));
    try (WebSocketTransport transport = new WebSocketTransport(settings)) {
      transport.connect(listener);
      TransportException e = listener.awaitFailure();
      assertEquals(Category.NETWORK, e.category());
      assertTrue(e.getMessage().contains(words), e.getMessage());
      assertEquals(!words.contains("refused"), e.isLasting());
    }
  }

  private void assertFails(Script script, Category category, String start, String words)
      throws IOException, Exception {
    try (SocketServer server = new SocketServer(script);
        WebSocketTransport transport = to(server)) {
      Connection connection = transport.connect(listener);
      connection.send("one");
      TransportException e = listener.awaitFailure();
      assertEquals(category, e.category(), e.getMessage());
      assertTrue(e.getMessage().startsWith(start), e.getMessage());
      assertTrue(e.getMessage().contains(words), e.getMessage());
      assertFalse(e.getMessage().contains("sesame"), e.getMessage());
    }
  }
}
