package io.bidiclient.realtime.timing;

import io.bidiclient.realtime.session.StreamCounters;

/**
 * Judges of a session that says it is done whether it had heard all of its audio. Where its deltas
 * are fewer than the frames it had not, unless they count something else: then another session,
 * which hears the same, is done as early and says nothing new. Owned by the run's thread.
 */
public final class EarlyDetector {
  /** What is known of a session that is done. */
  public enum Verdict {
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

  /** Judges by what is known of the server. */
  public EarlyDetector(ServerTiming timing) {
    this.timing = timing;
  }

  /**
   * Judges a session that is done.
   *
   * @param flow what it was sent and has answered
   * @param inVain whether it followed one that was done early, and has said nothing new
   * @param finishing whether the input was ended early
   * @param spent whether no other session can follow
   */
  public Verdict judge(StreamCounters flow, boolean inVain, boolean finishing, boolean spent) {
    if (!timing.isEarly(flow.deltas(), flow.sent())) {
      return Verdict.COMPLETE;
    }
    boolean known = timing.isClock();
    if (inVain) {
      return known ? Verdict.DOUBTFUL : Verdict.UNCOUNTED;
    }
    if (!known && (finishing || spent)) {
      return finishing ? Verdict.UNCOUNTED : Verdict.DOUBTFUL;
    }
    return Verdict.EARLY;
  }
}
