package io.bidiclient.bench.measure;

import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.events.EventSink;
import io.bidiclient.run.metrics.RunMeter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Measures one utterance by its events, against the input's own clock: the lag of a frame is the
 * time since its last sample was due, whatever held it up in between. Owned by the thread that
 * transcribes.
 */
public final class UtteranceMeter extends RunMeter implements EventSink {
  private static final double NANOS_A_MILLI = 1e6;

  /** A silence of a server that hears every 80 ms is a stall from here on. */
  private static final long STALL = 1_000_000_000L;

  private final StepMeter step;
  private final StringBuilder text = new StringBuilder();
  private OptionalLong lastHeard = OptionalLong.empty();
  private OptionalLong finishing = OptionalLong.empty();
  private double lags;
  private long lagged;
  private Optional<Double> done = Optional.empty();
  private boolean spoke;
  private boolean counted = true;

  /** A meter of an utterance that begins, and adds to the figures of its step. */
  public UtteranceMeter(StepMeter step) {
    this.step = step;
  }

  /** All that was heard so far. */
  public String text() {
    return text.toString();
  }

  /** The average lag of its frames, in milliseconds. */
  public Optional<Double> lag() {
    return lagged == 0 ? Optional.empty() : Optional.of(lags / lagged);
  }

  /** From the final commit to the end, in milliseconds, once it is there. */
  public Optional<Double> finalToDone() {
    return done;
  }

  @Override
  public Void audioSent(TranscriptionEvent.AudioSent event) {
    sendsFirst(event);
    return null;
  }

  @Override
  public Void text(TimedText event) {
    text.append(event.text());
    if (!spoke && firstSend.isPresent()) {
      spoke = true;
      step.firstDelta(at - firstSend.getAsLong());
    }
    // What comes for the padding behind the end of the audio has no time of its own.
    if (counted && event.time() <= sent) {
      long lag = Math.max(0, sinceDue(event.time()));
      if (finishing.isEmpty()) {
        step.lag(at, lag);
      } else {
        step.lagOfRest(at, lag);
      }
      lags += lag / NANOS_A_MILLI;
      lagged++;
    }
    if (finishing.isEmpty()) {
      lastHeard.ifPresent(last -> step.silence(at - last >= STALL));
      lastHeard = OptionalLong.of(at);
    }
    step.frame();
    return null;
  }

  @Override
  public Void progress(SessionProgress progress) {
    counted &= progress.counted();
    switch (progress.stage()) {
      case STREAMING -> {
        finishing = OptionalLong.empty();
        lastHeard = OptionalLong.empty();
      }
      case FINISHING -> {
        lastHeard.ifPresent(last -> step.silence(at - last >= STALL));
        finishing = OptionalLong.of(at);
      }
      case DONE -> {
        if (finishing.isPresent()) {
          long nanos = at - finishing.getAsLong();
          done = Optional.of(nanos / NANOS_A_MILLI);
          step.done(nanos);
        }
      }
      case ASKED, CONNECTED, CREATED, ENDED -> {}
    }
    return null;
  }

  @Override
  public Void ended(RunEnded event) {
    step.sessions(event.delivery().sessions(), event.delivery().retries());
    step.audio(event.delivery().sent());
    return null;
  }
}
