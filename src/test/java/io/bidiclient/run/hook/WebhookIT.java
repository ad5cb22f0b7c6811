package io.bidiclient.run.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bidiclient.Await;
import io.bidiclient.cli.Program;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.Backoff;
import io.bidiclient.run.settings.HookSettings;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns posted to a real server that answers as a test wants. */
class WebhookIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Backoff SHORT =
      new Backoff(Duration.ofMillis(2), Duration.ofMillis(2), () -> 1);

  /** A request as it came. */
  private record Post(String body, String key, String signature, String target) {}

  @TempDir private Path folder;
  private final List<Post> posts = Collections.synchronizedList(new ArrayList<>());

  /** The status of each request, which count from 0. */
  private volatile IntUnaryOperator answers = i -> 200;

  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final CountDownLatch asked = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/turns", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    server.stop(0);
  }

  @Test
  void everyTurnIsPostedOnceInItsOrderAndSigned() throws Exception {
    HookQueue.Counts counts = post(20, Optional.of(new WebhookSignature("hush")));
    assertTrue(counts.complete(), counts.toString());
    assertEquals(turns(20), posts.stream().map(Post::body).toList());
    assertEquals(20, new HashSet<>(posts.stream().map(Post::key).toList()).size());
    for (int i = 0; i < 20; i++) {
      assertTrue(posts.get(i).key().endsWith("-" + (i + 1)), posts.get(i).key());
      String signature = posts.get(i).signature();
      assertTrue(signature.matches("t=\\d+,v1=[0-9a-f]{64}"), signature);
      String seconds = signature.substring(2, signature.indexOf(','));
      assertEquals(
          hmac("hush", seconds + "." + posts.get(i).body()),
          signature.substring(signature.indexOf("v1=") + 3));
    }
  }

  @Test
  void whatPassesIsTriedAgainWithTheSameKeyBeforeTheNextTurn() throws Exception {
    int[] status = {503, 429, 200, 200, 500, 204};
    answers = i -> status[i];
    HookQueue.Counts counts = post(3, Optional.empty());
    assertTrue(counts.complete(), counts.toString());
    assertEquals(
        List.of("1", "1", "1", "2", "3", "3"),
        posts.stream().map(p -> p.key().replaceFirst(".*-", "")).toList());
    assertEquals(posts.get(0).key(), posts.get(2).key());
    assertEquals("", posts.get(0).signature());
  }

  @Test
  void whatIsRefusedForGoodIsNotTriedAgain() throws Exception {
    answers = i -> i == 1 ? 422 : 200;
    HookQueue.Counts counts = post(4, Optional.empty());
    assertEquals(4, posts.size());
    assertEquals(3, counts.delivered());
    assertEquals(1, counts.failed());
    assertEquals(Optional.of("it answered 422"), counts.failure());
  }

  @Test
  void aServerThatDiesLosesWhatFollowsAndTheCountsSaySo() throws Exception {
    answers = i -> i < 5 ? 200 : 500;
    HookQueue.Counts counts = post(8, Optional.empty());
    assertEquals(5, counts.delivered());
    assertEquals(3, counts.failed());
    assertEquals(5 + 3 * Webhook.ATTEMPTS, posts.size());
    assertEquals(Optional.of("it answered 500 6 times"), counts.failure());
    URI url = url();
    server.stop(0);
    Webhook gone = new Webhook(url, Optional.empty(), Optional.empty(), SHORT);
    HookQueue queue = new HookQueue(gone, 10);
    queue.start();
    queue.offer("{}");
    counts = queue.finish(LONG);
    assertEquals(1, counts.failed());
    assertEquals(Optional.of("it could not be connected to 6 times"), counts.failure());
  }

  @Test
  void aServerThatDoesNotAnswerHoldsNobodyUp() throws Exception {
    gate = new CountDownLatch(1);
    HookQueue queue =
        new HookQueue(new Webhook(url(), Optional.empty(), Optional.empty(), SHORT), 2);
    queue.start();
    queue.offer("1");
    asked.await();
    List.of("2", "3", "4", "5").forEach(queue::offer);
    HookQueue.Counts counts = queue.finish(Duration.ZERO);
    assertEquals(0, counts.delivered());
    assertEquals(2, counts.dropped());
    assertEquals(3, counts.failed());
  }

  @Test
  void theProxyOfTheEnvironmentLeadsThereAndIsShownItsLogin() throws Exception {
    String address = url().getAuthority();
    List<Problem> problems =
        tell("http://hooks.example/turns", Map.of("http_proxy", "http://me:pass@" + address));
    assertEquals(List.of(), problems);
    assertEquals(
        List.of("http://hooks.example/turnsBasic bWU6cGFzcw=="),
        posts.stream().map(Post::target).toList());
  }

  @Test
  void loopbackIsReachedWithoutTheProxy() throws Exception {
    assertEquals(List.of(), tell(url().toString(), Map.of("http_proxy", "http://127.0.0.1:9")));
    assertEquals(List.of("/turns"), posts.stream().map(Post::target).toList());
  }

  @Test
  void aProxyThatCannotBeUsedIsRefusedBeforeTheRun() {
    CommandException refused =
        assertThrows(
            CommandException.class,
            () -> tell("https://hooks.example/", Map.of("https_proxy", "socks5://gate:1080")));
    assertEquals(ExitCode.NETWORK, refused.problem().code());
    assertEquals(
        "--webhook: cannot use the proxy of https_proxy: socks5:// proxies are not supported",
        refused.problem().message());
  }

  /** What a command does with one turn, from its start to its end. */
  private static List<Problem> tell(String url, Map<String, String> environment) throws Exception {
    HookSettings settings =
        new HookSettings(Optional.empty(), false, Optional.of(URI.create(url)), Optional.empty());
    Hooks hooks = Hooks.open(settings, environment, new Interruption(), line -> {});
    Turn turn = new Turn(0, "One.", 0, 16_000, TimestampBasis.FRAMES, Channel.WHOLE);
    for (TranscriptWriter feed : hooks.feeds("a.wav", new Target("endpoint", "e"))) {
      feed.write(turn);
    }
    return hooks.finish();
  }

  /** The first answer comes once the transcript is complete: nothing can have waited for it. */
  @Test
  void aTranscriptNeverWaitsForItsReceiver() throws Exception {
    Path sample = Path.of(System.getProperty("bidi.samples"), "hello-morse.wav");
    Path transcript = folder.resolve("run.jsonl");
    List<Boolean> complete = Collections.synchronizedList(new ArrayList<>());
    answers =
        i -> {
          if (i == 0) {
            complete.add(isThere(transcript));
          }
          return 200;
        };
    Program run =
        Program.run(
            Map.of(),
            "",
            sample.toString(),
            "--local=morse",
            "--pace=max",
            "-ojsonl=" + transcript,
            "--webhook=" + url());
    assertEquals(0, run.code(), run.err());
    assertEquals(List.of(true), complete);
    List<String> turns =
        Files.readAllLines(transcript).stream()
            .filter(line -> line.contains("\"type\":\"turn\""))
            .map(WebhookIT::unnumbered)
            .toList();
    assertTrue(turns.size() > 1, turns + " are not several");
    assertEquals(turns, posts.stream().map(p -> unnumbered(p.body())).distinct().toList());
  }

  private static String unnumbered(String line) {
    return line.replaceFirst("\"seq\":\\d+,", "");
  }

  private static boolean isThere(Path file) {
    try {
      Await.until(file + " is there", () -> Files.exists(file));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void messagesHoldNothingSecretOfTheAddress() {
    URI url = URI.create("https://me:pass@hooks.example:8443/T0/secret?token=x");
    String name = new Webhook(url, Optional.empty(), Optional.empty(), SHORT).name();
    assertEquals("the webhook https://hooks.example:8443", name);
    assertNotEquals(-1, name.indexOf("hooks.example"));
    assertFalse(name.contains("secret"));
  }

  private HookQueue.Counts post(int turns, Optional<WebhookSignature> signature)
      throws InterruptedException {
    HookQueue queue = new HookQueue(new Webhook(url(), signature, Optional.empty(), SHORT), 100);
    queue.start();
    turns(turns).forEach(queue::offer);
    return queue.finish(LONG);
  }

  private static List<String> turns(int count) {
    List<String> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      turns.add("{\"text\":\"é " + i + "\"}");
    }
    return turns;
  }

  private URI url() {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + "/turns");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.countDown();
      gate.await();
      int status;
      synchronized (posts) {
        status = answers.applyAsInt(posts.size());
        posts.add(
            new Post(
                body,
                header(exchange, "Idempotency-Key"),
                header(exchange, WebhookSignature.HEADER),
                exchange.getRequestURI() + header(exchange, "Proxy-Authorization")));
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static String hmac(String key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
