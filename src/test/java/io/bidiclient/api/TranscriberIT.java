package io.bidiclient.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.MorseFile;
import io.bidiclient.api.TranscriberException.Kind;
import io.bidiclient.api.TranscriberOptions.Waits;
import io.bidiclient.api.TranscriberResult.Status;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.Caps;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The library as a program uses it, against the emulator over loopback. */
@Timeout(120)
class TranscriberIT {
  private static final long PATIENCE = 90;
  private static final AwsCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "hush"));
  private static final MorseKeyer KEYER = MorseKeyer.usual().atWpm(40);

  @TempDir private Path folder;

  @Test
  void transcribesAFileToTheLetterAndProvesWhatWasSent() throws Exception {
    Path file = folder.resolve("said.wav");
    MorseFile.write(file, "SENT BY A PROGRAM", KEYER, 1, MorseFile.Form.S16);
    MorseKeyer.Keyed keyed = KEYER.key("SENT BY A PROGRAM");
    try (Transcriber transcriber = emulated()) {
      TranscriberResult result = transcriber.transcribe(TranscriberInput.file(file));
      assertEquals(Status.COMPLETE, result.status());
      assertEquals("SENT BY A PROGRAM", result.text().strip());
      assertEquals(4, result.words());
      assertEquals(1, result.sessions());
      assertEquals(keyed.samples().length / 16, result.audio().toMillis());
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(keyed.pcm16());
      assertEquals(HexFormat.of().formatHex(digest), result.sha256());
    }
  }

  @Test
  void givesAListenerTextWordsAndTheirTimes() throws Exception {
    ConcurrentLinkedQueue<TranscriberEvent> events = new ConcurrentLinkedQueue<>();
    MorseKeyer.Keyed keyed = KEYER.key("ONE TWO");
    try (Transcriber transcriber = emulated()) {
      TranscriberRun run = transcriber.start(pcm(keyed), events::add);
      TranscriberResult result = run.result().get(PATIENCE, TimeUnit.SECONDS);
      assertTrue(events.peek() instanceof TranscriberEvent.SessionOpened);
      StringBuilder text = new StringBuilder();
      StringBuilder words = new StringBuilder();
      for (TranscriberEvent event : events) {
        if (event instanceof TranscriberEvent.Text piece) {
          text.append(piece.text());
        } else if (event instanceof TranscriberEvent.SpokenWord word) {
          words.append(word.space()).append(word.text());
          assertTrue(word.exact());
          assertTrue(word.start().compareTo(word.end()) < 0, word.toString());
          assertTrue(word.end().compareTo(result.audio()) <= 0, word + " of " + result.audio());
        }
      }
      assertEquals(result.text(), text.toString());
      assertEquals(result.text().stripTrailing(), words.toString());
    }
  }

  @Test
  void readsNoFurtherThanItsSubscriberAsksFor() throws Exception {
    String said = String.join(" ", Collections.nCopies(300, "TEXT"));
    MorseKeyer.Keyed keyed = KEYER.key(said);
    AtomicInteger read = new AtomicInteger();
    InputStream counted = counting(keyed.pcm16(), read);
    Slow subscriber = new Slow();
    try (Transcriber transcriber = emulated()) {
      TranscriberRun run =
          transcriber.prepare(TranscriberInput.pcm16("counted", counted, KEYER.rate(), 1));
      run.subscribe(subscriber);
      Await.until("the first bytes", () -> read.get() > 0);
      int bytes = Await.steady(read::get, Duration.ofSeconds(1));
      int most = keyed.pcm16().length / 2;
      assertTrue(bytes < most, bytes + " bytes of " + keyed.pcm16().length + " were read");
      assertEquals(0, subscriber.taken.get());
      assertFalse(run.result().isDone());
      subscriber.subscription.get(PATIENCE, TimeUnit.SECONDS).request(Long.MAX_VALUE);
      TranscriberResult result = run.result().get(PATIENCE, TimeUnit.SECONDS);
      assertEquals(said, result.text().strip());
      assertEquals(said, String.join("", subscriber.text).strip());
      assertEquals(Status.COMPLETE, result.status());
    }
  }

  @Test
  void closesTheSessionWhenItIsCancelled() throws Exception {
    EmulatorOptions one =
        EmulatorOptions.defaults().withCaps(new Caps(1, Caps.DEFAULT.messageBytes()));
    MorseKeyer.Keyed keyed = KEYER.key("NEXT");
    try (Emulator emulator = Emulator.start(one);
        Transcriber transcriber = new Transcriber(options(emulator));
        PipedOutputStream endless = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(endless, 1 << 16)) {
      endless.write(new byte[32_000]);
      CountDownLatch opened = new CountDownLatch(1);
      TranscriberRun run =
          transcriber.start(
              TranscriberInput.pcm16("endless", in, 16_000, 1), event -> opened.countDown());
      assertTrue(opened.await(PATIENCE, TimeUnit.SECONDS));
      run.cancel();
      CompletableFuture<TranscriberResult> result = run.result();
      assertThrows(CancellationException.class, () -> result.get(PATIENCE, TimeUnit.SECONDS));
      // The server has room for one: this one is let in once the other has gone.
      assertEquals("NEXT", transcriber.transcribe(pcm(keyed)).text().strip());
    }
  }

  @Test
  void finishesAStreamThatGoesOn() throws Exception {
    MorseKeyer.Keyed keyed = KEYER.key("UNTIL HERE ");
    try (Transcriber transcriber = emulated();
        PipedOutputStream endless = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(endless, keyed.pcm16().length + 64_000)) {
      endless.write(keyed.pcm16());
      endless.write(new byte[32_000]);
      ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
      TranscriberRun run =
          transcriber.start(
              TranscriberInput.pcm16("endless", in, KEYER.rate(), 1),
              event -> {
                if (event instanceof TranscriberEvent.Text piece) {
                  heard.add(piece.text());
                }
              });
      Await.until("all was heard", () -> String.join("", heard).endsWith("HERE"));
      run.finish();
      TranscriberResult result = run.result().get(PATIENCE, TimeUnit.SECONDS);
      assertEquals("UNTIL HERE", result.text().strip());
      assertEquals(Status.FINISHED, result.status());
    }
  }

  @Test
  void finishesAlsoWhereAReadCannotBeEnded() throws Exception {
    MorseKeyer.Keyed keyed = KEYER.key("HERE", 0.5, 3);
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    try (Transcriber transcriber = emulated();
        Stubborn in = new Stubborn(keyed.pcm16())) {
      TranscriberRun run =
          transcriber.start(
              TranscriberInput.pcm16("stubborn", in, KEYER.rate(), 1),
              event -> {
                if (event instanceof TranscriberEvent.Text piece) {
                  heard.add(piece.text());
                }
              });
      Await.until("all was heard", () -> String.join("", heard).endsWith("HERE"));
      run.finish();
      assertEquals(Status.FINISHED, run.result().get(PATIENCE, TimeUnit.SECONDS).status());
      in.released.countDown();
    }
  }

  @Test
  void saysWhatKindOfFailureItIs() throws Exception {
    MorseKeyer.Keyed keyed = KEYER.key("CUT SHORT");
    Path missing = folder.resolve("missing.wav");
    Path cut = folder.resolve("cut.wav");
    MorseFile.write(cut, "CUT SHORT BY A FULL DISK", KEYER, 1, MorseFile.Form.S16);
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2 | 1));
    try (Transcriber transcriber = emulated()) {
      TranscriberException none = failure(transcriber, TranscriberInput.file(missing));
      assertEquals(Kind.AUDIO, none.kind());
      assertTrue(none.getMessage().contains("missing.wav"), none.getMessage());
      assertFalse(none.hint().isEmpty());
      assertEquals(Status.FAILED, none.result().status());
      TranscriberException half = failure(transcriber, TranscriberInput.file(cut));
      assertEquals(Kind.AUDIO, half.kind());
      assertEquals(Status.PARTIAL, half.result().status());
      assertTrue(half.result().text().startsWith(" CUT SHORT"), half.result().text());
    }
    TranscriberOptions options = options(closedPort()).withRetries(0);
    try (Transcriber transcriber = new Transcriber(options)) {
      assertEquals(Kind.NETWORK, failure(transcriber, pcm(keyed)).kind());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http-400, ENDPOINT, check the endpoint's name and the region",
    "http-403, CREDENTIALS, ''",
    "expired-token, CREDENTIALS, log in again or renew AWS_SESSION_TOKEN",
    "http-424, SERVER, read the log group /aws/sagemaker/Endpoints/voxtral",
    "http-429, THROTTLED, 'try again later, or open fewer streams at once'",
    "silent, TIMEOUT, 'check the network and the region, or raise Waits.connect'",
    "no-created, TIMEOUT, ''",
    "drop, NETWORK, ''",
    "stream-error, SERVER, ''",
    "error-event, SERVER, ''",
    "not-json, SERVER, ''",
    "html, ENDPOINT, 'check the endpointUrl and the proxy: this is not SageMaker''s answer'",
    "early-end, NETWORK, ''"
  })
  void saysForEveryFaultOfAServerOfWhatKindItIs(String fault, Kind kind, String hint)
      throws Exception {
    EmulatorOptions faulty = EmulatorOptions.defaults().withFaults(List.of(FaultPlan.parse(fault)));
    Duration answer = Duration.ofSeconds(kind == Kind.TIMEOUT ? 2 : PATIENCE);
    Waits waits =
        new Waits(
            answer,
            answer,
            Duration.ofSeconds(PATIENCE),
            Duration.ofSeconds(PATIENCE),
            Duration.ofSeconds(PATIENCE));
    try (Emulator emulator = Emulator.start(faulty);
        Transcriber transcriber =
            new Transcriber(signed(emulator, KEYS).withRetries(0).withWaits(waits))) {
      TranscriberException failure = failure(transcriber, pcm(KEYER.key("FAULT")));
      assertEquals(kind, failure.kind(), failure + " " + failure.hint());
      assertFalse((failure.getMessage() + failure.hint()).contains("--"), failure.hint());
      assertFalse(failure.hint().isEmpty(), failure.getMessage());
      if (!hint.isEmpty()) {
        assertEquals(hint, failure.hint());
      }
    }
  }

  @Test
  void signsEachSessionWithWhatTheProgramsProviderGives() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AwsCredentialsProvider provider =
        () -> {
          asked.incrementAndGet();
          return KEYS.resolveCredentials();
        };
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults());
        Transcriber transcriber = new Transcriber(signed(emulator, provider))) {
      for (String said : List.of("ONE", "TWO")) {
        assertEquals(said, transcriber.transcribe(pcm(KEYER.key(said))).text().strip());
      }
    }
    assertTrue(asked.get() >= 2, "asked " + asked + " times");
  }

  @Test
  void tellsWhyTheProgramsProviderHasNone() throws Exception {
    AwsCredentialsProvider provider =
        () -> {
          throw new IllegalStateException("the vault is sealed");
        };
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults());
        Transcriber transcriber = new Transcriber(signed(emulator, provider))) {
      TranscriberException failure = failure(transcriber, pcm(KEYER.key("NO")));
      assertEquals(Kind.CREDENTIALS, failure.kind());
      assertTrue(failure.getMessage().contains("the vault is sealed"), failure.getMessage());
      assertEquals("check the credentials provider that the program gives", failure.hint());
    }
    ModelServer.SageMakerEndpoint both =
        ModelServer.sageMaker("e").inRegion("eu-west-1").withCredentials(KEYS);
    assertEquals("SageMakerEndpoint[endpoint=e, region=eu-west-1]", both.toString());
  }

  @Test
  void saysThatOptionsCannotBe() throws Exception {
    ModelServer.SageMakerEndpoint server =
        ModelServer.sageMaker("e").inRegion("us-east-1").at(URI.create("ftp://127.0.0.1/"));
    TranscriberOptions options = TranscriberOptions.of(server.withCredentials(KEYS));
    try (Transcriber transcriber = new Transcriber(options)) {
      TranscriberException failure = failure(transcriber, pcm(KEYER.key("NO")));
      assertEquals(Kind.OPTIONS, failure.kind(), failure.getMessage());
      assertFalse((failure.getMessage() + failure.hint()).contains("--"), failure.getMessage());
    }
  }

  @Test
  void saysThatAFaultIsItsOwn() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("a bug");
          }

          @Override
          public int read(byte[] to, int from, int room) {
            throw new IllegalStateException("a bug");
          }
        };
    try (Transcriber transcriber = emulated()) {
      TranscriberException failure =
          failure(transcriber, TranscriberInput.pcm16("broken", broken, 16_000, 1));
      assertEquals(Kind.INTERNAL, failure.kind(), failure.getMessage());
    }
  }

  @Test
  void failsWithWhatItsListenerThrows() throws Exception {
    IllegalStateException thrown = new IllegalStateException("of the listener");
    try (Transcriber transcriber = emulated()) {
      TranscriberRun run =
          transcriber.start(
              pcm(KEYER.key("ANY")),
              event -> {
                throw thrown;
              });
      ExecutionException failed =
          assertThrows(
              ExecutionException.class, () -> run.result().get(PATIENCE, TimeUnit.SECONDS));
      assertSame(thrown, failed.getCause());
      assertThrows(IllegalStateException.class, () -> run.start(event -> {}));
      Slow second = new Slow();
      run.subscribe(second);
      assertEquals("a run has one subscriber", second.failure.get().getMessage());
    }
  }

  @Test
  void writesDocumentsAsItGoesAndSaysWhenItCannot() throws Exception {
    StringWriter subtitles = new StringWriter();
    StringWriter json = new StringWriter();
    try (Transcriber transcriber = emulated()) {
      TranscriberRun run =
          transcriber
              .prepare(pcm(KEYER.key("SUBTITLES")))
              .write(DocumentFormat.SRT, subtitles)
              .write(DocumentFormat.JSON, json)
              .start(event -> {});
      run.result().get(PATIENCE, TimeUnit.SECONDS);
      List<String> lines = subtitles.toString().lines().toList();
      assertEquals("1", lines.get(0));
      assertTrue(lines.get(1).contains(" --> "), lines.get(1));
      assertEquals("SUBTITLES", lines.get(2));
      assertTrue(json.toString().contains("\"status\":\"complete\""), json.toString());
      assertThrows(
          IllegalStateException.class, () -> run.write(DocumentFormat.TEXT, new StringWriter()));
      TranscriberRun full =
          transcriber
              .prepare(pcm(KEYER.key("NOT WRITTEN")))
              .write(DocumentFormat.TEXT, new FullDisk())
              .start(event -> {});
      ExecutionException failed =
          assertThrows(
              ExecutionException.class, () -> full.result().get(PATIENCE, TimeUnit.SECONDS));
      assertEquals(Kind.OUTPUT, ((TranscriberException) failed.getCause()).kind());
    }
  }

  @Test
  void cancelsItsRunsWhenItIsClosed() throws Exception {
    TranscriberRun run;
    TranscriberRun unstarted;
    Transcriber transcriber = emulated();
    try (PipedOutputStream endless = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(endless, 1 << 16)) {
      endless.write(new byte[32_000]);
      CountDownLatch opened = new CountDownLatch(1);
      run =
          transcriber.start(
              TranscriberInput.pcm16("endless", in, 16_000, 1), event -> opened.countDown());
      unstarted = transcriber.prepare(pcm(KEYER.key("NEVER")));
      assertTrue(opened.await(PATIENCE, TimeUnit.SECONDS));
      transcriber.close();
    }
    assertThrows(CancellationException.class, () -> run.result().get(PATIENCE, TimeUnit.SECONDS));
    assertThrows(
        CancellationException.class, () -> unstarted.result().get(PATIENCE, TimeUnit.SECONDS));
    assertThrows(IllegalStateException.class, () -> transcriber.prepare(pcm(KEYER.key("NO"))));
  }

  private static Transcriber emulated() {
    return new Transcriber(TranscriberOptions.of(ModelServer.emulator()));
  }

  private static TranscriberOptions options(Emulator emulator) {
    return options(URI.create(emulator.webSocketUrl()));
  }

  private static TranscriberOptions signed(Emulator emulator, AwsCredentialsProvider provider) {
    return TranscriberOptions.of(
        ModelServer.sageMaker("voxtral")
            .inRegion("us-east-1")
            .at(URI.create(emulator.url()))
            .withCredentials(provider));
  }

  private static TranscriberOptions options(URI url) {
    return TranscriberOptions.of(ModelServer.webSocket(url));
  }

  private static URI closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/v1/realtime");
    }
  }

  private static TranscriberInput pcm(MorseKeyer.Keyed keyed) {
    return TranscriberInput.pcm16(
        "keyed", new ByteArrayInputStream(keyed.pcm16()), KEYER.rate(), 1);
  }

  private static TranscriberException failure(Transcriber transcriber, TranscriberInput input) {
    return assertThrows(TranscriberException.class, () -> transcriber.transcribe(input));
  }

  private static InputStream counting(byte[] bytes, AtomicInteger read) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        read.addAndGet(Math.max(0, count));
        return count;
      }
    };
  }

  /** Asks for nothing by itself. */
  private static final class Slow implements Flow.Subscriber<TranscriberEvent> {
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> text = new ConcurrentLinkedQueue<>();

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
    }

    @Override
    public void onNext(TranscriberEvent event) {
      taken.incrementAndGet();
      if (event instanceof TranscriberEvent.Text piece) {
        text.add(piece.text());
      }
    }

    @Override
    public void onError(Throwable error) {
      failure.complete(error);
    }

    @Override
    public void onComplete() {}
  }

  /** Waits in its read after its last byte, whatever is done about it. */
  private static final class Stubborn extends InputStream {
    private final ByteArrayInputStream bytes;
    private final CountDownLatch released = new CountDownLatch(1);

    Stubborn(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in blocks");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = bytes.read(buffer, offset, length);
      while (count < 0 && released.getCount() > 0) {
        LockSupport.parkNanos(released, 50_000_000);
        var unused = Thread.interrupted();
      }
      return count;
    }
  }

  /** Takes nothing. */
  private static final class FullDisk extends Writer {
    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
