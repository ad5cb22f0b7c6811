package io.bidiclient.api;

import static io.bidiclient.api.EmulatedTranscriber.KEYER;
import static io.bidiclient.api.EmulatedTranscriber.PATIENCE;
import static io.bidiclient.api.EmulatedTranscriber.pcm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.MorseFile;
import io.bidiclient.api.TranscriberException.Kind;
import io.bidiclient.api.TranscriberResult.Status;
import io.bidiclient.morse.MorseKeyer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The library as a program uses it, against the emulator over loopback: what a program gets. */
@Timeout(120)
class TranscriberIT {
  @TempDir private Path folder;

  @Test
  void transcribesAFileToTheLetterAndProvesWhatWasSent() throws Exception {
    Path file = folder.resolve("said.wav");
    MorseFile.write(file, "SENT BY A PROGRAM", KEYER, 1, MorseFile.Form.S16);
    MorseKeyer.Keyed keyed = KEYER.key("SENT BY A PROGRAM");
    try (Transcriber transcriber = EmulatedTranscriber.start()) {
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
    try (Transcriber transcriber = EmulatedTranscriber.start()) {
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
    try (Transcriber transcriber = EmulatedTranscriber.start()) {
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
  void failsWithWhatItsListenerThrows() throws Exception {
    IllegalStateException thrown = new IllegalStateException("of the listener");
    try (Transcriber transcriber = EmulatedTranscriber.start()) {
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
    try (Transcriber transcriber = EmulatedTranscriber.start()) {
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
