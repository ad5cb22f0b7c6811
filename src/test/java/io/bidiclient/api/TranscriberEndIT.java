package io.bidiclient.api;

import static io.bidiclient.api.EmulatedTranscriber.KEYER;
import static io.bidiclient.api.EmulatedTranscriber.PATIENCE;
import static io.bidiclient.api.EmulatedTranscriber.pcm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.api.TranscriberResult.Status;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.Caps;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.morse.MorseKeyer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of the library that are finished or cancelled before their audio ends. */
@Timeout(120)
class TranscriberEndIT {
  @Test
  void closesTheSessionWhenItIsCancelled() throws Exception {
    EmulatorOptions one =
        EmulatorOptions.defaults().withCaps(new Caps(1, Caps.DEFAULT.messageBytes()));
    MorseKeyer.Keyed keyed = KEYER.key("NEXT");
    try (Emulator emulator = Emulator.start(one);
        Transcriber transcriber =
            new Transcriber(EmulatedTranscriber.options(URI.create(emulator.webSocketUrl())));
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
    try (Transcriber transcriber = EmulatedTranscriber.start();
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
    try (Transcriber transcriber = EmulatedTranscriber.start();
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
  void cancelsItsRunsWhenItIsClosed() throws Exception {
    TranscriberRun run;
    TranscriberRun unstarted;
    Transcriber transcriber = EmulatedTranscriber.start();
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
}
