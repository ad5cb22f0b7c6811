package io.bidiclient.api;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.transcript.FinalText;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.ProblemReported;
import io.bidiclient.transcript.SessionStarted;
import io.bidiclient.transcript.SessionsJoined;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import io.bidiclient.transcript.WarningIssued;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a run's transcript into events for its subscriber and into documents. Owned by the thread
 * that transcribes.
 */
final class RunEvents implements TranscriptWriter, TranscriptEvent.Visitor {
  private final List<TranscriptWriter> documents;
  private final Consumer<TranscriberEvent> events;
  private final Runnable unwritable;
  private final StringBuilder text = new StringBuilder();
  private long words;
  private Optional<IOException> failure = Optional.empty();

  /**
   * Events of a run that begins.
   *
   * @param documents written as it goes on
   * @param events takes each event
   * @param unwritable called once when a document cannot be written; none is written after that
   */
  RunEvents(
      List<TranscriptWriter> documents, Consumer<TranscriberEvent> events, Runnable unwritable) {
    this.documents = documents;
    this.events = events;
    this.unwritable = unwritable;
  }

  /** Why a document could not be written. */
  Optional<IOException> failure() {
    return failure;
  }

  /** What has become of the run by now. */
  TranscriberResult result(TranscriberResult.Status status, Delivery delivery) {
    return new TranscriberResult(
        status,
        text.toString(),
        words,
        time(delivery.sent()),
        delivery.sha256(),
        delivery.sessions());
  }

  @Override
  public void write(TranscriptEvent event) throws IOException {
    event.accept(this);
    try {
      if (failure.isEmpty()) {
        for (TranscriptWriter document : documents) {
          document.write(event);
        }
      }
    } catch (IOException e) {
      failure = Optional.of(e);
      unwritable.run();
    }
  }

  @Override
  public void started(SessionStarted event) {
    events.accept(
        new TranscriberEvent.SessionOpened(event.attempt(), event.id(), time(event.start())));
  }

  @Override
  public void joined(SessionsJoined event) {
    events.accept(
        new TranscriberEvent.TextJoined(time(event.seam().position()), event.seam().isCertain()));
  }

  @Override
  public void delta(PlacedDelta event) {
    if (!event.text().isEmpty()) {
      text.append(event.text());
      events.accept(
          new TranscriberEvent.Text(
              event.text(), time(event.start()), time(event.end()), isExact(event.clock())));
    }
  }

  @Override
  public void word(Word event) {
    words++;
    events.accept(
        new TranscriberEvent.SpokenWord(
            event.space(),
            event.text(),
            time(event.start()),
            time(event.end()),
            isExact(event.clock())));
  }

  @Override
  public void passed(WordsPassed event) {}

  @Override
  public void turn(Turn event) {}

  @Override
  public void finalText(FinalText event) {}

  @Override
  public void warning(WarningIssued event) {
    events.accept(
        new TranscriberEvent.Notice(
            event.warning().code(), LibraryWords.message(event.warning().message())));
  }

  @Override
  public void problem(ProblemReported event) {}

  @Override
  public void summary(Summary event) {}

  private static boolean isExact(TimestampBasis clock) {
    return clock == TimestampBasis.FRAMES;
  }

  private static Duration time(long samples) {
    return Duration.ofNanos(samples * (1_000_000_000L / AudioChunk.RATE));
  }
}
