package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.RecordingListener;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException.Category;
import io.bidiclient.transport.sagemaker.Http2Server.Script;
import io.bidiclient.transport.sagemaker.Http2Server.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The transport over real HTTP/2 on loopback, in good order: what goes up, down and when. */
public class SageMakerTransportIT {
  private static final String ECHO = "echo";

  private final RecordingListener listener = new RecordingListener();
  private Http2Server server;
  private SageMakerTransport transport;

  public static class Echo implements Script {
    @Override
    public void received(Stream stream, String text) {
      stream.send(text);
    }
  }

  private Connection connect(Script script) {
    server = new Http2Server(script);
    transport = new SageMakerTransport(SageMakerSettings.local("voxtral", server.url()));
    return transport.connect(listener);
  }

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
  void messagesGoUpAsUtf8PartsAndComeBackInOrder() throws Exception {
    Connection connection = connect(new Echo());
    assertAcknowledged(connection.send("one").toCompletableFuture());
    assertAcknowledged(connection.send("zwei ä 語 🎧").toCompletableFuture());
    assertEquals("one", listener.next());
    assertEquals("zwei ä 語 🎧", listener.next());
    connection.finish();
    assertEquals(new CloseReason.Ended(), listener.awaitClosed());
    assertTrue(listener.isOpened());
    assertEquals(1, server.posts());
    assertEquals(List.of("UTF8", "UTF8"), server.dataTypes());
    assertEquals(
        "/endpoints/voxtral/invocations-bidirectional-stream", server.headers().path().toString());
  }

  @Test
  void variantAndModelPathAreHeaders() throws Exception {
    server = new Http2Server(new Echo());
    SageMakerSettings local = SageMakerSettings.local("voxtral", server.url());
    transport =
        new SageMakerTransport(
            new SageMakerSettings(
                local.endpointName(),
                local.credentials(),
                local.region(),
                local.endpointUrl(),
                Optional.of("blue"),
                Optional.of("v1/realtime"),
                local.connectTimeout(),
                local.trustedCertificates(),
                local.proxies()));
    transport.connect(listener);
    listener.awaitOpened();
    assertEquals("blue", server.headers().get("x-amzn-sagemaker-target-variant").toString());
    assertEquals(
        "v1/realtime", server.headers().get("x-amzn-sagemaker-model-invocation-path").toString());
    assertTrue(server.headers().get("authorization").toString().contains("/us-east-1/sagemaker/"));
  }

  @Test
  void aPlainUrlFromTheSdksOwnSettingSpeaksHttp2WithPriorKnowledge() throws Exception {
    server = new Http2Server(new Echo());
    SageMakerSettings local = SageMakerSettings.local("voxtral", server.url());
    System.setProperty("aws.endpointUrlSageMakerRuntimeHttp2", server.url().toString());
    try {
      transport =
          new SageMakerTransport(
              new SageMakerSettings(
                  local.endpointName(),
                  local.credentials(),
                  local.region(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  local.connectTimeout(),
                  Optional.empty(),
                  local.proxies()));
      Connection connection = transport.connect(listener);
      connection.send("one");
      assertEquals("one", listener.next());
    } finally {
      System.clearProperty("aws.endpointUrlSageMakerRuntimeHttp2");
    }
  }

  @Test
  void aMessageSplitInsideALetterArrivesWhole() throws Exception {
    Connection connection =
        connect(
            new Script() {
              @Override
              public void received(Stream stream, String text) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < bytes.length; i++) {
                  boolean last = i == bytes.length - 1;
                  stream.part(Arrays.copyOfRange(bytes, i, i + 1), last ? "COMPLETE" : "PARTIAL");
                }
              }
            });
    connection.send("naïve 語 🎧");
    assertEquals("naïve 語 🎧", listener.next());
  }

  @Test
  void aMebibyteGoesUpAndDown() throws Exception {
    Connection connection = connect(new Echo());
    String big = "äx".repeat(350_000);
    connection.send(big);
    assertEquals(big, listener.next());
  }

  @Test
  void noMoreThanTheWindowIsReceivedUntilMoreIsAskedFor() throws Exception {
    int all = 3000;
    Connection connection =
        connect(
            new Script() {
              @Override
              public void received(Stream stream, String text) {
                if (text.equals(ECHO)) {
                  stream.send(text);
                  return;
                }
                for (int i = 0; i < all; i++) {
                  stream.send(Integer.toString(i));
                }
                stream.end();
              }
            });
    listener.allow(Transport.WINDOW);
    connection.send("go");
    for (int i = 0; i < Transport.WINDOW; i++) {
      assertEquals(Integer.toString(i), listener.next());
    }
    awaitEcho();
    assertEquals(0, listener.waiting());
    listener.allow(3);
    connection.request(3);
    for (int i = 0; i < 3; i++) {
      assertEquals(Integer.toString(Transport.WINDOW + i), listener.next());
    }
    awaitEcho();
    assertEquals(0, listener.waiting());
    assertFalse(listener.isClosed());
    listener.allow(all);
    connection.request(all);
    assertEquals(new CloseReason.Ended(), listener.awaitClosed());
    assertEquals(all - Transport.WINDOW - 3, listener.waiting());
  }

  /** What the server had sent before is read by then: one event loop reads for all streams. */
  private void awaitEcho() throws Exception {
    RecordingListener other = new RecordingListener();
    transport.connect(other).send(ECHO);
    assertEquals(ECHO, other.next());
  }

  @Test
  void aServerThatStopsReadingLeavesSendsUnacknowledged() throws Exception {
    Connection connection =
        connect(
            new Script() {
              @Override
              public void opened(Stream stream) {
                stream.accept();
                stream.stopReading();
              }
            });
    listener.awaitOpened();
    String message = "x".repeat(16 * 1024);
    List<CompletableFuture<Void>> sends = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      sends.add(connection.send(message).toCompletableFuture());
    }
    sends.get(0).get(5, TimeUnit.SECONDS);
    int taken =
        Await.steady(
            () -> (int) sends.stream().filter(CompletableFuture::isDone).count(),
            Duration.ofMillis(200));
    assertTrue(taken < 60, "acknowledged: " + taken);
    connection.abort();
    assertEquals(new CloseReason.Ended(), listener.awaitClosed());
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> sends.get(999).get(5, TimeUnit.SECONDS));
    assertTrue(e.getCause().getMessage().contains("the stream has ended"), e.toString());
  }

  @Test
  void abortResetsTheStreamAtOnceAndIsToldOnce() throws Exception {
    Connection connection = connect(new Echo());
    listener.awaitOpened();
    connection.abort();
    connection.abort();
    assertEquals(new CloseReason.Ended(), listener.awaitClosed());
    Await.until("the reset", () -> server.resets() > 0);
    assertEquals(1, server.resets());
    assertEquals(List.of(), listener.faults());
  }

  @Test
  void abortBeforeTheStreamIsThereSendsNothing() throws Exception {
    Connection connection = connect(new Echo());
    connection.abort();
    assertEquals(new CloseReason.Ended(), listener.awaitClosed());
    connection.send("late").toCompletableFuture().exceptionally(e -> null).join();
    connection.request(1);
    connection.finish();
    assertEquals(List.of(), listener.faults());
  }

  @Test
  void connectReturnsAtOnce() {
    server = new Http2Server(new Echo());
    long before = System.nanoTime();
    transport = new SageMakerTransport(SageMakerSettings.local("voxtral", server.url()));
    transport.connect(listener);
    double millis = (System.nanoTime() - before) / 1e6;
    assertTrue(millis < 1000, "took " + millis + " ms");
  }

  @Test
  void fiftyStreamsAtOnceEachHaveTheirOwnConnectionAndCloseInMilliseconds() throws Exception {
    server = new Http2Server(new Echo());
    transport = new SageMakerTransport(SageMakerSettings.local("voxtral", server.url()));
    List<RecordingListener> listeners = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      RecordingListener own = new RecordingListener();
      listeners.add(own);
      connections.add(transport.connect(own));
    }
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 50; i++) {
        connections.get(i).send(i + "/" + round);
      }
    }
    for (int i = 0; i < 50; i++) {
      for (int round = 0; round < 20; round++) {
        assertEquals(i + "/" + round, listeners.get(i).next());
      }
    }
    assertEquals(50, server.posts());
    assertEquals(50, server.connections());
    long before = System.nanoTime();
    transport.close();
    double millis = (System.nanoTime() - before) / 1e6;
    for (RecordingListener own : listeners) {
      assertEquals(new CloseReason.Ended(), own.awaitClosed());
    }
    assertTrue(millis < 1000, "closing took " + millis + " ms");
  }

  @Test
  void aTransportThatIsClosedTakesNoMoreStreams() {
    connect(new Echo());
    transport.close();
    transport.close();
    assertThrows(IllegalStateException.class, () -> transport.connect(new RecordingListener()));
  }

  @Test
  void aGoAwayLetsTheRunningStreamEndAndTheNextStartAnew() throws Exception {
    Connection connection =
        connect(
            new Echo() {
              @Override
              public void opened(Stream stream) {
                stream.accept();
                stream.goAway();
              }
            });
    listener.awaitOpened();
    connection.send("still there");
    assertEquals("still there", listener.next());
    RecordingListener next = new RecordingListener();
    transport.connect(next).send("another");
    assertEquals("another", next.next());
    assertEquals(2, server.connections());
    connection.finish();
    assertEquals(new CloseReason.Ended(), listener.awaitClosed());
  }

  @Test
  void aListenerThatThrowsEndsItsStreamOnly() throws Exception {
    Connection good = connect(new Echo());
    CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    Connection bad =
        transport.connect(
            new Transport.Listener() {
              @Override
              public void opened() {}

              @Override
              public void received(String message) {
                throw new IllegalStateException("no room");
              }

              @Override
              public void closed(CloseReason reason) {
                closed.complete(reason);
              }
            });
    bad.send("one");
    CloseReason.Failed failed = (CloseReason.Failed) closed.get(5, TimeUnit.SECONDS);
    assertEquals(Category.PROTOCOL, failed.cause().category());
    good.send("one");
    assertEquals("one", listener.next());
  }

  private static void assertAcknowledged(CompletableFuture<Void> sent) throws Exception {
    sent.get(5, TimeUnit.SECONDS);
  }

  @Test
  void streamsShareAConnectionAsFarAsWasAskedForAndThePeerAllows() throws Exception {
    assertEquals(6, connectionsOf(6, 1, 100));
    assertEquals(3, connectionsOf(6, 2, 100));
    assertEquals(2, connectionsOf(6, 8, 3));
  }

  /** One stream after another; all stay open. */
  private static int connectionsOf(int streams, int perConnection, int peerAllows)
      throws Exception {
    try (Http2Server many = new Http2Server(new Echo())) {
      many.mostStreams(peerAllows);
      SageMakerSettings settings = SageMakerSettings.local("voxtral", many.url());
      try (SageMakerTransport shared = new SageMakerTransport(settings, perConnection)) {
        for (int i = 0; i < streams; i++) {
          RecordingListener heard = new RecordingListener();
          var unused = shared.connect(heard).send("stream " + i);
          assertEquals("stream " + i, heard.next());
        }
      }
      return many.connections();
    }
  }
}
