package io.bidiclient.run.remote;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.ServerCertificate;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.cli.Program;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.Backoff;
import io.bidiclient.run.events.InputLength;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.input.AudioInput;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.settings.SampleSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs on HTTP servers, well and ill, on loopback. */
@Timeout(60)
class HttpInputIT {
  private static final Path SAMPLE = Path.of("samples/hello-morse.wav");

  @TempDir private Path folder;
  private final List<Warning> said = new ArrayList<>();
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    server = FileServer.http();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFileThatBreaksOffIsTranscribedWhole() throws IOException {
    byte[] sample = Files.readAllBytes(SAMPLE);
    server.on("/", FileServer.ranges(sample, sample.length * 2 / 5));
    String url = server.url("/a.wav").replace("://", "://ann:secret@") + "?sig=hidden";
    Program run =
        Program.run(Map.of(), "", url, "--local=morse", "--pace=max", "-ojsonl", "--retries=3");
    String said = run.out() + run.err();
    assertAll(
        () -> assertEquals(0, run.code(), run.err()),
        () -> assertTrue(run.out().contains("\"complete\":true"), run.out()),
        () ->
            assertTrue(
                run.out().contains(Files.readString(Path.of("samples/hello-morse.txt")).strip()),
                run.out()),
        () ->
            assertTrue(run.out().contains("\"input\":\"" + server.url("/a.wav") + "\""), run.out()),
        () -> assertEquals(2, run.err().split("asking for the rest", -1).length - 1, run.err()),
        () -> assertFalse(said.contains("secret") || said.contains("hidden"), said));
    assertEquals(
        List.of(
            "/a.wav?sig=hidden Basic YW5uOnNlY3JldA==",
            "/a.wav?sig=hidden bytes=1498712- \"v1\" Basic YW5uOnNlY3JldA==",
            "/a.wav?sig=hidden bytes=2997424- \"v1\" Basic YW5uOnNlY3JldA=="),
        server.asked());
  }

  @Test
  void aServerWithoutRangesIsReadAgainFromTheStart() throws IOException {
    byte[] bytes = bytes(500_000);
    server.on(
        "/", request -> FileServer.send(request, 200, bytes, 0, server.asked().size() * 200_000));
    try (ResumingInput in = open(server.url("/a"))) {
      assertArrayEquals(bytes, in.readAllBytes());
    }
    assertEquals(List.of("/a", "/a bytes=200000-", "/a bytes=400000-"), server.asked());
    assertTrue(said.get(0).message().contains("it ended early"), said.get(0).message());
  }

  @Test
  void aChunkedBodyThatIsCutIsNoEnd() throws Exception {
    String head =
        "HTTP/1.1 200 OK\r\nETag: v\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    List<String> answers =
        List.of(head + "3\r\nabc\r\n", head + "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
    try (ServerSocket cutting = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> answer(cutting, answers));
      try (ResumingInput in = open("http://localhost:" + cutting.getLocalPort() + "/a")) {
        assertArrayEquals("abcdefg".getBytes(StandardCharsets.UTF_8), in.readAllBytes());
      }
      serving.get();
    }
    assertTrue(said.get(0).message().contains("it ended early"), said.get(0).message());
  }

  @Test
  void aServerThatFallsSilentIsAskedForTheRest() throws IOException {
    byte[] bytes = bytes(100_000);
    CountDownLatch over = new CountDownLatch(1);
    server.on(
        "/",
        request -> {
          FileServer.ranges(bytes, server.asked().size() == 1 ? 30_000 : 999_999).to(request);
          if (server.asked().size() == 1) {
            await(over);
          }
        });
    try (ResumingInput in = open(server.url("/a"))) {
      assertArrayEquals(bytes, in.readAllBytes());
      assertTrue(said.get(0).message().contains("nothing came for"), said.get(0).message());
    } finally {
      over.countDown();
    }
  }

  @Test
  void closingWakesAReadThatWaits() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    server.on(
        "/",
        request -> {
          FileServer.ranges(bytes(9), 1).to(request);
          await(over);
        });
    HttpFile file = new HttpFile(URI.create(server.url("/a")), link(60_000));
    ResumingInput in = ResumingInput.open(file, "a", rules(), said::add);
    assertTrue(in.read() >= 0);
    CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> unchecked(in));
    in.close();
    assertThrows(ExecutionException.class, waiting::get);
    over.countDown();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | the server has no such file (HTTP 404)        | check the URL
          410 | the server has no such file (HTTP 410)        | check the URL
          401 | the server asks for a login (HTTP 401)        | https://USER:PASSWORD@HOST/PATH
          403 | the server refuses it: the server answered HTTP 403 | get a fresh link
          400 | the server answered HTTP 400                  | check the URL
          503 | the server answered HTTP 503                  | try again later
          304 | the server answered HTTP 304                  | check the URL
          302 | it redirects to something that is not a URL   | check the URL
          """)
  void aRefusalIsToldInWords(int status, String why, String hint) {
    server.on("/", FileServer.status(status));
    Program run = Program.run(Map.of(), "", server.url("/a.mp3"), "--local=morse", "--retries=0");
    List<String> lines = run.err().lines().filter(l -> !l.contains("emulator on")).toList();
    assertAll(
        () -> assertEquals(3, run.code(), run.err()),
        () ->
            assertTrue(
                lines
                    .get(0)
                    .startsWith("bidi-client: cannot read " + server.url("/a.mp3") + ": " + why),
                run.err()),
        () ->
            assertTrue(
                lines.get(1).startsWith("  hint: ") && lines.get(1).contains(hint), run.err()),
        () -> assertEquals(2, lines.size(), run.err()));
  }

  @Test
  void aBusyServerIsAskedAgain() throws IOException {
    byte[] bytes = bytes(10);
    server.on(
        "/",
        request ->
            (server.asked().size() < 3 ? FileServer.status(503) : FileServer.ranges(bytes, 99))
                .to(request));
    try (ResumingInput in = open(server.url("/a"))) {
      assertArrayEquals(bytes, in.readAllBytes());
    }
    assertEquals(3, server.asked().size());
  }

  @Test
  void aBusyServerIsLeftAloneForAsLongAsItAsks() throws IOException {
    byte[] bytes = bytes(99);
    server.on(
        "/",
        request ->
            (server.asked().size() < 2
                    ? FileServer.status(429, "Retry-After", "1")
                    : FileServer.ranges(bytes, 99))
                .to(request));
    long before = System.nanoTime();
    try (ResumingInput in = open(server.url("/a"))) {
      assertArrayEquals(bytes, in.readAllBytes());
    }
    assertTrue(System.nanoTime() - before >= 1_000_000_000L, "it was asked again too early");
  }

  @Test
  void redirectsAreFollowedAndTheLoginStaysWithItsServer() throws IOException {
    byte[] bytes = bytes(10);
    try (FileServer other = FileServer.http()) {
      other.on("/", FileServer.ranges(bytes, 99));
      server.on("/a", FileServer.status(302, "Location", "b?x=1"));
      server.on("/b", FileServer.status(307, "Location", other.url("/c")));
      try (ResumingInput in = open(server.url("/a").replace("://", "://u:p@"))) {
        assertArrayEquals(bytes, in.readAllBytes());
      }
      assertEquals(List.of("/a Basic dTpw", "/b?x=1 Basic dTpw"), server.asked());
      assertEquals(List.of("/c"), other.asked());
    }
  }

  @Test
  void aCircleOfRedirectsEnds() {
    server.on("/", FileServer.status(301, "Location", "/a"));
    RemoteFailure failure = assertThrows(RemoteFailure.class, () -> open(server.url("/a")));
    assertEquals("it redirects more than 10 times", failure.getMessage());
    assertEquals(11, server.asked().size());
  }

  @Test
  void aSecureServerIsTrustedByItsFileAndLeadsToNoOtherThatIsNot() throws Exception {
    ServerCertificate own = ServerCertificate.in(folder);
    Optional<Path> certificate = Optional.of(own.certificate());
    byte[] bytes = bytes(10);
    try (FileServer secure = FileServer.https(own.context())) {
      secure.on("/a", FileServer.ranges(bytes, 99));
      secure.on("/b", FileServer.status(302, "Location", server.url("/a?sig=hidden")));
      HttpLink trusting =
          HttpLink.of(Map.of(), certificate, Duration.ofSeconds(10), Duration.ofSeconds(10));
      RemoteFile file = new HttpFile(URI.create(secure.url("/a")), trusting);
      try (ResumingInput in = ResumingInput.open(file, "a", rules(), said::add)) {
        assertArrayEquals(bytes, in.readAllBytes());
      }
      RemoteFile leading = new HttpFile(URI.create(secure.url("/b")), trusting);
      RemoteFailure refused =
          assertThrows(RemoteFailure.class, () -> leading.open(0, Optional.empty()));
      assertEquals(
          "it redirects from https to " + server.url("/a") + ", which is not secure",
          refused.getMessage());
      RemoteFailure unknown = assertThrows(RemoteFailure.class, () -> open(secure.url("/a")));
      assertTrue(
          unknown.getMessage().startsWith("no secure connection to localhost:"),
          unknown.getMessage());
      assertTrue(unknown.hint().contains("--ca-file"), unknown.hint());
    }
  }

  @Test
  void aServerThatIsNotThereIsToldAtOnce() throws IOException {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }
    RemoteFailure refused =
        assertThrows(RemoteFailure.class, () -> open("http://localhost:" + port + "/a"));
    assertEquals(
        "cannot connect to localhost:" + port + ": the connection was refused",
        refused.getMessage());
    RemoteFailure unknown =
        assertThrows(RemoteFailure.class, () -> open("https://no.host.invalid/a"));
    assertEquals("the host no.host.invalid is unknown", unknown.getMessage());
    assertEquals(List.of(), said);
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String url = "http://localhost:" + mute.getLocalPort() + "/a";
      RemoteFile file = new HttpFile(URI.create(url), link(200));
      RemoteFailure failure =
          assertThrows(
              RemoteFailure.class,
              () ->
                  ResumingInput.open(
                      file, "a", new ReconnectRules(0, rules().backoff()), said::add));
      assertTrue(
          failure.getMessage().endsWith("does not answer within 200 ms"), failure.getMessage());
    }
  }

  @Test
  void aFileOfNoBytesIsEmptyAndOneOfKnownLengthIsNotLive() {
    server.on("/empty", FileServer.status(200, "Content-Length", "0"));
    server.on("/a", FileServer.ranges(bytes(99), 99));
    Program empty = Program.run(Map.of(), "", server.url("/empty"), "--local=morse");
    assertTrue(empty.err().contains(server.url("/empty") + ": it is empty"), empty.err());
    Program live = Program.run(Map.of(), "", server.url("/a"), "--local=morse", "--live=5s");
    assertTrue(live.err().contains("leave --live out: a file waits"), live.err());
  }

  @Test
  void theLengthIsKnownFromTheShareThatWasRead() throws Exception {
    byte[] sample = Files.readAllBytes(SAMPLE);
    server.on("/", FileServer.ranges(sample, sample.length));
    InputItem item = InputItem.one(server.url("/a.wav"));
    AudioInput input =
        new AudioInput(SampleSettings.of(Optional.empty(), Pace.MAX), SampleSettings.nobody());
    InputLength length = input.length(item);
    assertTrue(length.seconds(0).isEmpty(), "nothing was read");
    try (AudioSource source = input.open(item, new PendingWarnings())) {
      float[] block = new float[4_096];
      long read = 0;
      double whole = (sample.length - 44.0) / source.format().frameBytes() / source.format().rate();
      for (int frames = source.read(block); frames >= 0; frames = source.read(block)) {
        read += frames;
        double seconds = read / (double) source.format().rate();
        if (seconds > whole / 2) {
          assertEquals(whole, length.seconds(seconds).orElseThrow(), whole / 20);
        }
      }
    }
  }

  private ResumingInput open(String url) throws IOException {
    HttpFile file = new HttpFile(URI.create(url), link(2_000));
    return ResumingInput.open(file, url, rules(), said::add);
  }

  /** Answers a request a connection with what stands there, byte for byte. */
  private static void answer(ServerSocket server, List<String> answers) {
    for (String answer : answers) {
      try (Socket client = server.accept()) {
        int blank = 0;
        while (blank < 4) {
          int next = client.getInputStream().read();
          blank = next == '\r' || next == '\n' ? blank + 1 : 0;
        }
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static int unchecked(ResumingInput in) {
    try {
      return in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ReconnectRules rules() {
    return new ReconnectRules(3, new Backoff(Duration.ZERO, Duration.ZERO, () -> 0));
  }

  private static HttpLink link(int readMillis) {
    return HttpLink.of(
        Map.of(), Optional.empty(), Duration.ofSeconds(10), Duration.ofMillis(readMillis));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int n = 0; n < count; n++) {
      bytes[n] = (byte) (n * 31 / 7);
    }
    return bytes;
  }
}
