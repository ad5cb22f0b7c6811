package io.bidiclient.realtime.timing;

import io.bidiclient.realtime.event.CountedPosition;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.session.Phase;
import io.bidiclient.realtime.session.SessionState;
import io.bidiclient.realtime.session.StreamCounters;
import java.util.Optional;

/**
 * Learns the server's timing from its deltas, and says of each where in the audio its text was
 * spoken, as far as that is known by then. Owned by the run's thread.
 */
public final class DeltaClock {
  private final ServerTiming timing;
  private final Runnable refuted;
  private final Runnable proven;

  /**
   * A clock that nothing is known of.
   *
   * @param refuted is run once if deltas turn out to be none
   * @param proven is run once if they turn out to be one
   */
  public DeltaClock(ServerTiming timing, Runnable refuted, Runnable proven) {
    this.timing = timing;
    this.refuted = refuted;
    this.proven = proven;
  }

  /**
   * Takes a delta of a session.
   *
   * @param start the first sample of the segment that it transcribes
   * @param from the first sample that it was sent
   * @param samples how far the model has come by its count, from the session's first
   * @return the text with its place
   */
  public TimedText place(long start, long from, SessionState state, String text, long samples) {
    StreamCounters flow = state.flow();
    long position = from + samples;
    if (state.phase() == Phase.CLOSING) {
      return finalText(start, from, flow, text, position);
    }
    boolean ended = state.phase() == Phase.FINISHING;
    learn(state, () -> timing.delta(text.isBlank(), position, flow.deltas(), flow.sent(), ended));
    boolean clocked = timing.isClock();
    long sent = from + flow.sent();
    long time = timing.mayCount() ? position : sent;
    long earliest = clocked ? time - timing.longestDelay() : start;
    // What the server says to the padding of its audio was spoken before the end, at no known
    // time.
    Optional<CountedPosition> counted =
        timing.mayCount() && time < sent
            ? Optional.of(new CountedPosition(from, time, clocked))
            : Optional.empty();
    return new TimedText(text, time, earliest, clocked ? time : sent, counted);
  }

  /**
   * What only the final text has: words of any place between the last delta and the end, whose
   * number tells nothing.
   */
  private TimedText finalText(
      long start, long from, StreamCounters flow, String text, long position) {
    boolean clocked = timing.isClock();
    long sent = from + flow.sent();
    long earliest = clocked ? from + flow.heard() - timing.longestDelay() : start;
    long time = timing.mayCount() ? position : sent;
    return new TimedText(text, time, earliest, clocked ? time : sent, Optional.empty());
  }

  /** A session has said all. */
  public void done(SessionState state, TranscriptionEvent.UtteranceDone done) {
    StreamCounters flow = state.flow();
    learn(state, () -> timing.done(flow.deltas(), flow.sent(), done.usage()));
  }

  private void learn(SessionState state, Runnable lesson) {
    boolean counted = timing.mayCount();
    boolean known = timing.isClock();
    if (!state.dialect().countsFrames()) {
      timing.uncounted();
      return;
    }
    lesson.run();
    if (counted && !timing.mayCount()) {
      refuted.run();
    } else if (!known && timing.isClock()) {
      proven.run();
    }
  }
}
