package io.bidiclient.run.events;

import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.run.metrics.Measurements;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells a person what happens in a run, a line for each thing with the seconds since it began:
 * connections, sessions and where they are cut, pauses in the audio and in the sending, seams, the
 * end. Warnings and problems are told by others. Owned by the run's thread.
 */
public final class RunStory implements EventSink {
  /** Nothing sent for longer is told, and no sound for longer. */
  private static final long PAUSE_SECONDS = 2;

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(PAUSE_SECONDS);

  private static final double SECOND = 1e9;

  private final Consumer<String> say;
  private final Telling telling = new Telling();
  private long at;
  private long sentAt = -1;

  /** Up to where the input was heard, and up to where there was sound in it. */
  private long heard;

  private long loud;
  private boolean spoken;

  /**
   * A story that has not begun.
   *
   * @param say takes a line
   */
  public RunStory(Consumer<String> say) {
    this.say = say;
  }

  @Override
  public void take(long nanos, TranscriptionEvent event) {
    at = nanos;
    event.accept(telling).ifPresent(this::tell);
  }

  private void tell(String line) {
    say.accept(String.format(Locale.ROOT, "%.2f s: %s", at / SECOND, line));
  }

  /** Tells a pause in the audio once sound follows it; what is sent again is known. */
  private void hear(TranscriptionEvent.AudioSent event) {
    if (event.end() <= heard) {
      return;
    }
    heard = event.end();
    if (event.levelDbfs() > Measurements.SOUND_DBFS) {
      tellPause(event.start());
      loud = event.end();
    }
  }

  private void tellPause(long end) {
    double seconds = FrameClock.seconds(end - loud);
    if (seconds >= PAUSE_SECONDS) {
      said("no sound from %s on, for %.1f s", place(loud), seconds).ifPresent(this::tell);
    }
  }

  /** What is said of each event; nothing of most. */
  private final class Telling implements TranscriptionEvent.Visitor<Optional<String>> {
    @Override
    public Optional<String> audioSent(TranscriptionEvent.AudioSent event) {
      hear(event);
      long pause = sentAt < 0 ? 0 : at - sentAt;
      sentAt = at;
      return pause < PAUSE_NANOS
          ? Optional.empty()
          : said(
              "sending goes on at %s, after a pause of %.1f s",
              place(event.start()), pause / SECOND);
    }

    @Override
    public Optional<String> text(TimedText text) {
      if (spoken || text.text().isBlank()) {
        return Optional.empty();
      }
      spoken = true;
      return Optional.of("first text");
    }

    @Override
    public Optional<String> progress(SessionProgress progress) {
      String session = "session " + progress.session();
      return switch (progress.stage()) {
        case ASKED -> said("%s: connecting", session);
        case CONNECTED -> said("%s: connected", session);
        case CREATED -> said("%s: created%s", session, named(progress.id()));
        case STREAMING -> said("%s: audio from %s on", session, place(progress.start()));
        case FINISHING ->
            said(
                "%s: cut at %s, waiting for transcription.done",
                session, place(progress.start() + progress.sent()));
        case DONE -> said("%s: done, after %d deltas", session, progress.deltas());
        case ENDED -> said("%s: closed", session);
      };
    }

    @Override
    public Optional<String> utteranceDone(TranscriptionEvent.UtteranceDone event) {
      return Optional.empty();
    }

    @Override
    public Optional<String> joined(Seam seam) {
      String how =
          switch (seam.choice()) {
            case ALIGNED -> "on " + seam.words() + (seam.words() == 1 ? " word" : " words");
            case APPENDED -> "end to end";
            case UNMATCHED -> "without a word that both said";
          };
      return said("joined at %s %s, certainty %.3f", place(seam.position()), how, seam.certainty());
    }

    @Override
    public Optional<String> warned(Warning warning) {
      return Optional.empty();
    }

    @Override
    public Optional<String> wentWrong(Problem problem) {
      return Optional.empty();
    }

    @Override
    public Optional<String> ended(RunEnded event) {
      tellPause(heard);
      return said("ended: %s", event.status().label());
    }
  }

  private static String named(String id) {
    return id.isEmpty() ? "" : " as " + id;
  }

  private static String place(long sample) {
    return String.format(Locale.ROOT, "%.2f s of the input", FrameClock.seconds(sample));
  }

  private static Optional<String> said(String form, Object... values) {
    return Optional.of(String.format(Locale.ROOT, form, values));
  }
}
