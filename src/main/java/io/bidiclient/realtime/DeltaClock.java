package io.bidiclient.realtime;

import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.CountedPosition;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.session.Phase;
import io.bidiclient.realtime.session.SessionState;
import io.bidiclient.realtime.session.StreamCounters;
import io.bidiclient.realtime.timing.ServerTiming;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Learns the server's timing from its deltas, and says of each where in the audio its text was
 * spoken, as far as that is known by then. Owned by the run's thread.
 */
final class DeltaClock {
  private final ServerTiming timing;
  private final Consumer<Warning> warnings;

  /**
   * A clock that nothing is known of.
   *
   * @param warnings is told once if deltas turn out to be none
   */
  DeltaClock(ServerTiming timing, Consumer<Warning> warnings) {
    this.timing = timing;
    this.warnings = warnings;
  }

  /**
   * Takes a delta of a segment's session.
   *
   * @param samples how far the model has come by its count, from the session's first
   * @return the text with its place
   */
  TimedText place(TimelineSegment segment, SessionState state, String text, long samples) {
    StreamCounters flow = state.flow();
    long position = segment.from() + samples;
    boolean ended = state.phase() == Phase.FINISHING;
    learn(state, () -> timing.delta(text.isBlank(), position, flow.deltas(), flow.sent(), ended));
    boolean clocked = timing.isClock();
    long sent = segment.from() + flow.sent();
    long time = timing.mayCount() ? position : sent;
    long earliest = clocked ? time - timing.longestDelay() : segment.start();
    // What the server says to the padding of its audio was spoken before the end, at no known time.
    Optional<CountedPosition> counted =
        timing.mayCount() && time < sent
            ? Optional.of(new CountedPosition(segment.from(), time, clocked))
            : Optional.empty();
    return new TimedText(text, time, earliest, clocked ? time : sent, counted);
  }

  /** A session has said all. */
  void done(SessionState state, TranscriptionEvent.UtteranceDone done) {
    StreamCounters flow = state.flow();
    learn(state, () -> timing.done(flow.deltas(), flow.sent(), done.usage()));
  }

  private void learn(SessionState state, Runnable lesson) {
    boolean counted = timing.mayCount();
    if (!state.dialect().countsFrames()) {
      timing.uncounted();
      return;
    }
    lesson.run();
    if (counted && !timing.mayCount()) {
      warnings.accept(FailoverWarnings.clock());
    }
  }
}
