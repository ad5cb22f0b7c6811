package io.bidiclient.run;

import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.pipeline.PacedFeed;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.run.events.PendingNotices;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.transcript.Status;
import io.bidiclient.transport.Transport;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Has one stream of audio heard, to its end or to an interruption. */
final class StreamTranscriber {
  private final RunSettings settings;
  private final Interruption interruption;
  private final Consumer<String> talk;

  /** Guarded by this. */
  private Optional<Transcription> running = Optional.empty();

  /** Guarded by this. */
  private boolean early;

  /**
   * A hearing.
   *
   * @param talk takes a line for the person
   */
  StreamTranscriber(RunSettings settings, Interruption interruption, Consumer<String> talk) {
    this.settings = settings;
    this.interruption = interruption;
    this.talk = talk;
  }

  /**
   * Runs to the end and closes the audio; an interruption ends it with what was sent.
   *
   * @param notices what the audio has to say, told to the listener on this thread
   */
  Result hear(
      ChunkSource audio,
      Transport transport,
      TranscriptionListener listener,
      PendingNotices notices)
      throws IOException, InterruptedException {
    Pacer pacer = settings.pace().pacer(settings.audio().chunkMs);
    try (PacedFeed feed = new PacedFeed(audio, pacer, System::nanoTime)) {
      Transcription transcription =
          new Transcription(
              transport,
              feed,
              settings.where().session(settings.limits()),
              settings.limits().recovery(),
              listener,
              System::nanoTime);
      notices.whenWaiting(() -> transcription.post(() -> notices.tell(listener::warned)));
      return listen(transcription);
    } finally {
      // The audio is closed and has told how much of it was dropped.
      notices.tell(listener::warned);
    }
  }

  /** Ends it with what was sent, as an interruption does. For any thread. */
  synchronized void finishEarly() {
    early = true;
    running.ifPresent(Transcription::finishEarly);
  }

  private synchronized void begin(Transcription transcription) {
    running = Optional.of(transcription);
    if (early) {
      transcription.finishEarly();
    }
  }

  private Result listen(Transcription transcription) throws InterruptedException {
    begin(transcription);
    Runnable finishEarly = this::finishEarly;
    interruption.call(finishEarly);
    try {
      Result result = transcription.run();
      if (interruption.happened()) {
        talk.accept(
            String.format(
                Locale.ROOT,
                "interrupted: the transcript is of the first %.1f s",
                FrameClock.seconds(result.delivery().sent())));
      }
      return result;
    } finally {
      interruption.forget(finishEarly);
    }
  }

  /** How a transcript with that result ended. */
  Status status(Result result) {
    return Status.of(result, interruption.happened());
  }
}
