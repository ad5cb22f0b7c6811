package io.bidiclient.run.metrics;

import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.FrameClock;
import java.util.OptionalLong;

/**
 * Takes the events of a run with their times, in nanoseconds, and keeps the input's own clock: it
 * starts where the promptest chunk so far puts it, whatever held up the others. Events of which no
 * figure is made are let pass. Owned by one thread.
 */
public abstract class RunMeter implements TranscriptionEvent.Visitor<Void> {
  /** When the event that is being taken happened. */
  protected long at;

  /** The sample after the last that was sent. */
  protected long sent;

  /** When the first chunk was sent. */
  protected OptionalLong firstSend = OptionalLong.empty();

  private long began = Long.MAX_VALUE;

  /**
   * Takes what happened next.
   *
   * @param nanos since the run began
   */
  public final void take(long nanos, TranscriptionEvent event) {
    at = nanos;
    event.accept(this);
  }

  /** Takes a chunk into account; false for one that is sent again. */
  protected final boolean sendsFirst(TranscriptionEvent.AudioSent event) {
    if (event.end() <= sent) {
      return false;
    }
    sent = event.end();
    began = Math.min(began, at - FrameClock.nanos(event.start()));
    firstSend = first(firstSend);
    return true;
  }

  /** How long ago a sample was due by the input's clock, in nanoseconds. */
  protected final long sinceDue(long sample) {
    return at - began - FrameClock.nanos(sample);
  }

  /** The time that is there already, or now. */
  protected final OptionalLong first(OptionalLong before) {
    return before.isPresent() ? before : OptionalLong.of(at);
  }

  @Override
  public Void utteranceDone(TranscriptionEvent.UtteranceDone event) {
    return null;
  }

  @Override
  public Void joined(Seam seam) {
    return null;
  }

  @Override
  public Void warned(Warning warning) {
    return null;
  }

  @Override
  public Void wentWrong(Problem problem) {
    return null;
  }
}
