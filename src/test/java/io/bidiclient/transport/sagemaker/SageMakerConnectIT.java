package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.RecordingListener;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import io.bidiclient.transport.sagemaker.Http2Server.Script;
import io.bidiclient.transport.sagemaker.Http2Server.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that cannot be connected to, or that answer late, over real HTTP/2 on loopback. */
class SageMakerConnectIT {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final RecordingListener listener = new RecordingListener();
  private Http2Server server;
  private SageMakerTransport transport;

  @AfterEach
  void close() {
    if (transport != null) {
      transport.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void nobodyListeningIsARefusedConnection() throws Exception {
    transport =
        new SageMakerTransport(
            SageMakerSettings.local("voxtral", URI.create("http://127.0.0.1:" + freePort())));
    transport.connect(listener);
    TransportException e = listener.awaitFailure();
    assertEquals(Category.NETWORK, e.category());
    assertTrue(e.getMessage().contains("Connection refused"), e.getMessage());
  }

  @Test
  void anUnknownHostIsNamed() throws Exception {
    // A label of more than 63 characters: no resolver has to be asked.
    String host = "x".repeat(64) + ".invalid";
    transport =
        new SageMakerTransport(
            SageMakerSettings.local("voxtral", URI.create("http://" + host + ":1")));
    transport.connect(listener);
    TransportException e = listener.awaitFailure();
    assertEquals(Category.NETWORK, e.category());
    assertEquals(
        "cannot open the stream to endpoint voxtral: the host " + host + " is unknown",
        e.getMessage());
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsGivenUpAfterTheConnectTimeout() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertTimesOut(URI.create("http://127.0.0.1:" + mute.getLocalPort()));
    }
  }

  @Test
  void aServerThatNeverAnswersTheRequestIsAskedNoMoreByWhoGaveUp() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    server =
        new Http2Server(
            new Script() {
              @Override
              public void opened(Stream stream) {
                asked.complete(null);
              }
            });
    transport = new SageMakerTransport(SageMakerSettings.local("voxtral", server.url()));
    Connection waiting = transport.connect(listener);
    asked.get(15, TimeUnit.SECONDS);
    waiting.abort();
    assertEquals(new CloseReason.Ended(), listener.awaitClosed());
    assertFalse(listener.isOpened());
    assertEquals(1, server.posts());
  }

  @Test
  void theNextStreamOpensAfterAConnectionThatNeverSpoke() throws Exception {
    server = new Http2Server(new SageMakerTransportIT.Echo());
    server.mute(1);
    assertTimesOut(server.url());
    RecordingListener next = new RecordingListener();
    transport.connect(next).send("now");
    assertEquals("now", next.next());
  }

  @Test
  void theNextStreamOpensAfterOneThatWasGivenUpOnAConnectionThatNeverSpoke() throws Exception {
    server = new Http2Server(new SageMakerTransportIT.Echo());
    server.mute(1);
    transport = new SageMakerTransport(SageMakerSettings.local("voxtral", server.url()));
    Connection waiting = transport.connect(listener);
    server.awaitConnection();
    waiting.abort();
    assertEquals(new CloseReason.Ended(), listener.awaitClosed());
    RecordingListener next = new RecordingListener();
    transport.connect(next).send("now");
    assertEquals("now", next.next());
    assertEquals(2, server.connections());
  }

  @Test
  void aServerOfHttp1IsNamedWithoutWaiting() throws Exception {
    try (ServerSocket old = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answer =
          new Thread(
              () -> {
                try (Socket socket = old.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                              .getBytes(StandardCharsets.US_ASCII));
                  socket.getInputStream().read(new byte[4096]);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      answer.start();
      transport =
          new SageMakerTransport(
              SageMakerSettings.local(
                  "voxtral", URI.create("http://127.0.0.1:" + old.getLocalPort())));
      transport.connect(listener);
      TransportException e = listener.awaitFailure();
      assertTrue(e.getMessage().contains("HTTP/2"), e.getMessage());
      answer.join();
    }
  }

  private void assertTimesOut(URI url) throws Exception {
    SageMakerSettings local = SageMakerSettings.local("voxtral", url);
    long before = System.nanoTime();
    transport =
        new SageMakerTransport(
            new SageMakerSettings(
                local.endpointName(),
                local.credentials(),
                local.region(),
                local.endpointUrl(),
                local.targetVariant(),
                local.modelPath(),
                CONNECT_TIMEOUT,
                local.trustedCertificates(),
                local.proxies()));
    transport.connect(listener);
    TransportException e = listener.awaitFailure();
    Duration waited = Duration.ofNanos(System.nanoTime() - before);
    assertEquals(Category.TIMEOUT, e.category(), e.getMessage());
    assertTrue(waited.compareTo(CONNECT_TIMEOUT) >= 0, waited + "");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
