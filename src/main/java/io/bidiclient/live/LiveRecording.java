package io.bidiclient.live;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.StreamResult;
import io.bidiclient.run.StreamTranscriber;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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

  /** Twice what a page may be ahead of what was read: it learns of that a little later. */
  private static final int CAPACITY = 2 * AudioInbox.WINDOW;

  private final Streaming streaming;
  private final PageMessage.Start start;
  private final AudioInbox inlet = new AudioInbox(CAPACITY);
  private final TranscriptAssembler assembler;
  private final Timeline timeline;
  private final StreamTranscriber stream;
  private final Consumer<TranscriptEvent> mailbox;
  private final LongSupplier clock;

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
      Consumer<TranscriptEvent> mailbox,
      LongSupplier clock) {
    this.streaming = streaming;
    this.start = start;
    this.mailbox = mailbox;
    this.assembler = new TranscriptAssembler(this::post);
    this.timeline = new Timeline(offset);
    this.stream =
        new StreamTranscriber(
            streaming.stream(), clock, (at, event) -> assemble(at, timeline.place(event)));
    this.clock = clock;
  }

  /** Frames without words are nothing to a page. */
  private void post(TranscriptEvent event) {
    if (!(event instanceof PlacedDelta delta) || !delta.text().isEmpty()) {
      mailbox.accept(event);
    }
  }

  /** Samples that the model was sent, on the visit's time line. */
  long sent() {
    return timeline.sent();
  }

  /** Samples that it has processed, on the visit's time line. */
  long heard() {
    return timeline.heard();
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

  /** Ends the audio with what was sent of it, and the recording once that is transcribed. */
  void leave() {
    stream.finishEarly();
    inlet.close();
  }

  @Override
  public void run() {
    RunStatus status = RunStatus.FAILED;
    RunEnded.Delivery delivery = RunEnded.Delivery.NONE;
    List<Problem> problems = List.of();
    try {
      StreamResult result = stream.transcribe(notices -> open(), streaming::transport);
      status = result.status();
      delivery = result.delivery();
      problems = result.problems();
      result.fault().ifPresent(fault -> LOG.error("a bug of this program in a recording", fault));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      String message = "the recording stopped because the server is shutting down";
      Problem problem = new Problem(ExitCode.PARTIAL, message, "start it again");
      assemble(clock.getAsLong(), new TranscriptionEvent.WentWrong(problem));
    } finally {
      inlet.close();
      stream.end(problems, status, delivery);
      mailbox.accept(
          new Summary(
              clock.getAsLong(), status, delivery, assembler.words(), Summary.Latency.NONE));
    }
  }

  private AudioPipeline open() throws AudioException {
    OptionalInt rate = start.rate();
    AudioSource source =
        rate.isPresent()
            ? AudioFiles.openRaw(
                start.name(), inlet, new PcmFormat(Encoding.S16LE, rate.getAsInt(), 1))
            : AudioFiles.open(start.name(), inlet);
    return new AudioPipeline(start.name(), source, streaming.chunkMillis());
  }

  private void assemble(long at, TranscriptionEvent event) {
    try {
      assembler.take(at, event);
    } catch (IOException e) {
      throw new UncheckedIOException("a writer in memory failed", e);
    }
  }
}
