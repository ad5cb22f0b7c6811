package io.bidiclient.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.JarProcess;
import io.bidiclient.MorseFile;
import io.bidiclient.ServerCertificate;
import io.bidiclient.emulator.config.Caps;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives the emulator's WebSocket with the JDK's own client. */
@Timeout(60)
class EmulatorWebSocketIT {
  private static final String MODEL = "/opt/ml/model";

  @TempDir private Path folder;

  private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
  private final EmulatorOptions options =
      EmulatorOptions.defaults()
          .withNotes(notes::add)
          .withMuteAfter(10)
          .withSlowStart(Duration.ofMillis(200));

  @Test
  void readsMorseCodeBesideTheHttp2FrontOnOnePort() throws Exception {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().key("TWO FRONTS");
    try (Emulator emulator = Emulator.start(options);
        SdkClient sdk = new SdkClient(emulator)) {
      SdkClient.Call call = sdk.call().update(MODEL).commit(false);
      SocketClient socket = SocketClient.connect(emulator);
      assertInstanceOf(ServerEvent.SessionCreated.class, socket.next());
      List<String> deltas = speak(socket, keyed.pcm16()).deltas();

      assertEquals(keyed.text(), String.join("", deltas));
      assertEquals(ServerFrameClock.total(keyed.samples().length), deltas.size());
      assertEquals(keyed.text(), call.append(keyed.pcm16(), 2560).commit(true).text());
      socket.close();
      assertEquals(1000, socket.closeCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/realtime", "/invocations-bidirectional-stream", "/v1/realtime?a=b"})
  void bothPathsOfAContainerAnswer(String path) throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      SocketClient socket = SocketClient.connect(at(emulator, path));
      assertInstanceOf(ServerEvent.SessionCreated.class, socket.next());
    }
  }

  @Test
  void readsThroughTlsWithTheCertificateThatIsNamedAndNotWithoutIt() throws Exception {
    EmulatorOptions.Tls tls = ServerCertificate.in(folder).files();
    Path file = folder.resolve("tls.wav");
    String text = MorseFile.write(file, "TLS", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    try (Emulator emulator = Emulator.start(options.withTls(Optional.of(tls)))) {
      String url = emulator.webSocketUrl();
      assertTrue(url.startsWith("wss://"), url);
      JarProcess.Finished trusted =
          JarProcess.of(file.toString(), "--url", url, "--ca-file", tls.certificate().toString())
              .run();
      assertEquals(text, trusted.out(), trusted.err());
      JarProcess.Finished untrusted =
          JarProcess.of(file.toString(), "--url", url, "--retries", "0").run();
      assertEquals(6, untrusted.code(), untrusted.err());
      assertTrue(
          untrusted.err().contains("the server's certificate is not trusted"), untrusted.err());
      assertTrue(untrusted.err().contains("--ca-file"), untrusted.err());
    }
  }

  @Test
  void pingAnswers200() throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      assertEquals(200, get(emulator, "/ping"));
      assertEquals(404, get(emulator, "/v1/realtime"));
    }
  }

  @Test
  void anotherPathIsRefusedWith403AsByVllm() throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      assertEquals(403, refused(at(emulator, "/v1/realtme")));
    }
  }

  @Test
  void fragmentsAreJoined() throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      SocketClient socket = SocketClient.connect(emulator);
      socket.next();
      socket.send("{\"type\":\"session.up", false).send("date\",\"model\":\"n", false);
      socket.send("one\"}", true);
      assertEquals(
          new ServerEvent.Failure("The model `none` does not exist.", "model_not_found"),
          socket.next());
    }
  }

  @Test
  void aBinaryMessageEndsTheSession() throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      SocketClient socket = SocketClient.connect(emulator);
      socket.binary(new byte[] {1, 2});
      assertEquals(1011, socket.closeCode());
      assertTrue(socket.reason.join().contains("binary"), socket.reason.join());
    }
  }

  @Test
  void aMessageOverTheCapEndsTheSessionWith1009() throws Exception {
    EmulatorOptions small = options.withCaps(new Caps(1, 10_000));
    try (Emulator emulator = Emulator.start(small)) {
      SocketClient whole = SocketClient.connect(emulator);
      whole.send("x".repeat(10_001), true);
      assertEquals(1009, whole.closeCode());
    }
    try (Emulator emulator = Emulator.start(small)) {
      SocketClient pieces = SocketClient.connect(emulator);
      pieces.send("x".repeat(6_000), false).send("x".repeat(6_000), true);
      assertEquals(1009, pieces.closeCode());
    }
  }

  @Test
  void theSessionAfterTheLastPlaceIsRefusedAndTheNextOneIsNot() throws Exception {
    try (Emulator emulator = Emulator.start(options.withCaps(new Caps(1, 1 << 20)))) {
      SocketClient first = SocketClient.connect(emulator);
      first.next();
      assertEquals(503, refused(URI.create(emulator.webSocketUrl())));
      first.close();
      first.closeCode();
      assertInstanceOf(ServerEvent.SessionCreated.class, SocketClient.connect(emulator).next());
    }
  }

  @ParameterizedTest
  @EnumSource(value = EmulatorMode.class, mode = EnumSource.Mode.EXCLUDE, names = "OPENAI")
  void everyModeSpeaksAsOnTheOtherFront(EmulatorMode mode) throws Exception {
    try (Emulator emulator = Emulator.start(options.withMode(mode));
        SdkClient sdk = new SdkClient(emulator)) {
      byte[] pcm = MorseKeyer.usual().key("MODE").pcm16();
      SocketClient socket = speak(SocketClient.connect(emulator), pcm);
      SdkClient.Call call = sdk.call().update(MODEL).commit(false).append(pcm, 2560).commit(true);
      int events = mode == EmulatorMode.MUTE ? 11 : 13;
      for (int i = 0; i < events; i++) {
        assertEquals(call.next().getClass(), socket.next().getClass());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTML, 200",
    "REDIRECT, 302",
    "NO_CONTENT, 204",
    "BAD_GATEWAY, 502",
    "HTTP_400, 400",
    "HTTP_403, 403",
    "HTTP_503, 503",
    "HTTP_500, 500"
  })
  void refusalsCarryTheirStatus(Fault fault, int status) throws Exception {
    try (Emulator emulator = start(fault, 0)) {
      assertEquals(status, refused(URI.create(emulator.webSocketUrl())));
    }
  }

  @ParameterizedTest
  @CsvSource({"STREAM_ERROR, 1011", "INTERNAL_FAILURE, 1011", "GOAWAY, 1001", "EARLY_END, 1000"})
  void endsCarryTheirCloseCode(Fault fault, int code) throws Exception {
    try (Emulator emulator = start(fault, 5)) {
      SocketClient socket = speakUntilClosed(SocketClient.connect(emulator));
      assertEquals(code, socket.closeCode());
      assertEquals(5, socket.received.size());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RESET", "DROP", "CORRUPT_PRELUDE", "NOT_UTF8"})
  void theConnectionBreaks(Fault fault) throws Exception {
    try (Emulator emulator = start(fault, 5)) {
      SocketClient socket = speakUntilClosed(SocketClient.connect(emulator));
      Object end =
          socket.ended().handle((code, e) -> e == null ? "closed " + code : "failed").get();
      assertTrue(List.of("failed", "closed 1006").contains(end), end.toString());
      assertTrue(socket.received.size() <= 5);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"PARTIAL_PARTS", "DELTAS_AT_END", "BIG_DONE", "SLOW_START"})
  void aWholeTranscriptStillComes(Fault fault) throws Exception {
    try (Emulator emulator = start(fault, 0)) {
      assertEquals(" FAULT", speak(SocketClient.connect(emulator), morse()).text());
    }
  }

  @Test
  void aRefusedConnectionIsClosedAtOnce() throws Exception {
    try (Emulator emulator = start(Fault.REFUSED, 0)) {
      assertThrows(ExecutionException.class, () -> SocketClient.connect(emulator));
    }
  }

  @Test
  void nobodyHearsOfAProblemThatIsNone() throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      SocketClient socket = speak(SocketClient.connect(emulator), morse());
      assertEquals(" FAULT", socket.text());
      socket.close();
      socket.closeCode();
    }
    assertFalse(notes.stream().anyMatch(note -> note.contains("failed")), notes.toString());
  }

  private Emulator start(Fault fault, long messages) throws Exception {
    return Emulator.start(options.withFaults(List.of(FaultPlan.at(fault, messages))));
  }

  private static byte[] morse() {
    return MorseKeyer.usual().key("FAULT").pcm16();
  }

  private static SocketClient speak(SocketClient socket, byte[] pcm) throws Exception {
    return socket.update(MODEL).commit(false).append(pcm, 2560).commit(true);
  }

  @Test
  void aPongIsNoMessage() throws Exception {
    FaultPlan pings = FaultPlan.at(Fault.ENDLESS_KEEP_ALIVES, 0);
    try (Emulator emulator = Emulator.start(options.withFaults(List.of(pings)))) {
      SocketClient socket = SocketClient.connect(emulator);
      speak(socket, new byte[32_000]);
      Await.until("three pings", () -> socket.pings.get() >= 3);
      // The answer to the pings would come before the answer to this.
      socket.update("nonesuch");
      List<String> messages = new ArrayList<>();
      Await.until(
          "an error",
          () -> {
            socket.received.drainTo(messages);
            return messages.stream().anyMatch(message -> message.contains("\"error\""));
          });
      String error = messages.get(messages.size() - 1);
      assertTrue(error.contains("model_not_found"), messages::toString);
    }
  }

  /** The JDK's client refuses to send when the server has closed. */
  private static SocketClient speakUntilClosed(SocketClient socket) throws Exception {
    try {
      return speak(socket, morse());
    } catch (ExecutionException e) {
      assertInstanceOf(IOException.class, e.getCause());
      return socket;
    }
  }

  private static URI at(Emulator emulator, String path) {
    return URI.create(emulator.url().replaceFirst("http", "ws") + path);
  }

  private static int get(Emulator emulator, String path) throws Exception {
    URI url = URI.create(emulator.url() + path);
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static int refused(URI url) {
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> SocketClient.connect(url));
    return assertInstanceOf(WebSocketHandshakeException.class, failure.getCause())
        .getResponse()
        .statusCode();
  }
}
