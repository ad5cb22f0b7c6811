package io.bidiclient.realtime;

import io.bidiclient.realtime.session.StreamCounters;
import io.bidiclient.realtime.timing.ServerTiming;

/**
 * Judges of a session that says it is done whether it had heard all of its audio. Where its deltas
 * are fewer than the frames it had not, unless they count something else: then another session,
 * which hears the same, is done as early and says nothing new. Owned by the run's thread.
 */
final class EarlyDetector {
  /** What is known of a session that is done. */
  enum Verdict {
    /** It has heard all. */
    COMPLETE,
    /** It has not, or another session has to show that it has. */
    EARLY,
    /** Its deltas count nothing: it has heard all. */
    UNCOUNTED,
    /** The same, but it may as well have been early. */
    DOUBTFUL
  }

  private final ServerTiming timing;

  EarlyDetector(ServerTiming timing) {
    this.timing = timing;
  }

  /**
   * Judges the segment's session, which is done.
   *
   * @param finishing whether the input was ended early
   * @param spent whether no other session can follow
   */
  Verdict judge(TimelineSegment segment, boolean finishing, boolean spent) {
    StreamCounters flow = segment.link().orElseThrow().state().flow();
    if (!timing.isEarly(flow.deltas(), flow.sent())) {
      return Verdict.COMPLETE;
    }
    boolean known = timing.isClock();
    if (segment.wasEarly() && !segment.bringsNews()) {
      return known ? Verdict.DOUBTFUL : Verdict.UNCOUNTED;
    }
    if (!known && (finishing || spent)) {
      return finishing ? Verdict.UNCOUNTED : Verdict.DOUBTFUL;
    }
    return Verdict.EARLY;
  }
}
