package io.bidiclient.transport.websocket;

import static io.bidiclient.transport.websocket.WebSocketTransportIT.settings;
import static io.bidiclient.transport.websocket.WebSocketTransportIT.to;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bidiclient.transport.ConnectProxy;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.RecordingListener;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the way to a server by hand, and how it is told. */
@Timeout(60)
class WebSocketFailuresIT {
  private final RecordingListener listener = new RecordingListener();

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
