package io.bidiclient.live;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.PacedFeed;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.transcript.RunEvent;
import io.bidiclient.transcript.Status;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import io.bidiclient.transport.TransportException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recording, from its first byte to its last word, on a thread of its own. Its audio is offered
 * and its end asked for on the server's event loop, and what it yields is posted back there.
 */
final class LiveRecording implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRecording.class);

  /** A page that comes back after a break may have a backlog: no flood for the server. */
  private static final Pacer PACER = new Pacer(Pace.AUTO, 160_000);

  /** Twice what a page may be ahead of what was read: it learns of that a little later. */
  private static final int CAPACITY = 2 * PageSession.WINDOW;

  private final Streaming streaming;
  private final PageMessage.Start start;
  private final AudioInbox inlet = new AudioInbox(CAPACITY);
  private final TranscriptAssembler narrator;
  private final TakeTap tap;
  private final Posting page;
  private final LongSupplier clock;

  /** Guarded by this. */
  private Optional<Transcription> running = Optional.empty();

  /** Whether the page was left; guarded by this. */
  private boolean left;

  /**
   * A recording that has not begun.
   *
   * @param offset where it begins on the visit's time line, in samples
   * @param mailbox takes what is to be written for the page; the last is its end
   * @param clock nanoseconds since the visit began
   */
  LiveRecording(
      Streaming streaming,
      PageMessage.Start start,
      long offset,
      Consumer<Call> mailbox,
      LongSupplier clock) {
    this.streaming = streaming;
    this.start = start;
    this.page = new Posting(mailbox);
    this.narrator = new TranscriptAssembler(page);
    this.tap = new TakeTap(narrator, offset, clock);
    this.clock = clock;
  }

  /** How far it has come. */
  TakeTap tap() {
    return tap;
  }

  /** Takes the next bytes; false where there is no room for them. */
  boolean offer(byte[] bytes) {
    return inlet.offer(bytes);
  }

  /** Bytes that were read on. */
  long taken() {
    return inlet.taken();
  }

  /** No byte follows. */
  void stop() {
    inlet.end();
  }

  /** Ends the audio with what was sent of it, and the recording once that is heard. */
  synchronized void leave() {
    left = true;
    running.ifPresent(Transcription::finishEarly);
    inlet.close();
  }

  @Override
  public void run() {
    Status status = Status.FAILED;
    Result.Delivery delivery = Result.Delivery.NONE;
    try {
      Result result = transcribe();
      status = Status.of(result, isLeft());
      delivery = result.delivery();
      tell(result);
    } catch (AudioException e) {
      tell("input", e.getMessage(), e.hint());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tell("interrupted", "the recording was broken off: the server ends", "start it again");
    } catch (IOException | RuntimeException e) {
      LOG.error("a fault of this program in a recording", e);
      tell("internal", "a fault of this program: " + e, "please report it with the server's log");
    } finally {
      inlet.close();
      tap.take(new RunEvent.Ended(status, delivery));
      page.end(
          new Summary(clock.getAsLong(), status, delivery, narrator.words(), Summary.Latency.NONE));
    }
  }

  private Result transcribe() throws AudioException, IOException, InterruptedException {
    AudioSource source = open();
    try (PacedFeed feed =
        new PacedFeed(
            new AudioPipeline(start.name(), source, streaming.chunkMillis()),
            PACER,
            System::nanoTime)) {
      return begin(feed).run();
    }
  }

  private AudioSource open() throws AudioException {
    OptionalInt rate = start.rate();
    return rate.isPresent()
        ? AudioFiles.openRaw(start.name(), inlet, new PcmFormat(Encoding.S16LE, rate.getAsInt(), 1))
        : AudioFiles.open(start.name(), inlet);
  }

  private synchronized Transcription begin(PacedFeed feed) {
    Transcription transcription =
        new Transcription(
            streaming.transport(),
            feed,
            streaming.session(),
            streaming.recovery(),
            tap,
            System::nanoTime);
    running = Optional.of(transcription);
    if (left) {
      transcription.finishEarly();
    }
    return transcription;
  }

  private synchronized boolean isLeft() {
    return left;
  }

  private void tell(Result result) {
    if (result.outcome() instanceof Outcome.Partial partial) {
      tell(partial.cause());
    } else if (result.outcome() instanceof Outcome.Failed failed) {
      tell(failed.cause());
    }
    result.input().ifPresent(e -> tell("input", e.getMessage(), e.hint()));
  }

  private void tell(TransportException cause) {
    tell(cause.category().name().toLowerCase(Locale.ROOT), cause.getMessage(), cause.hint());
  }

  private void tell(String code, String message, String hint) {
    tap.take(new RunEvent.Told(true, code, message, hint));
  }
}
