package io.bidiclient.realtime.timing;

import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.session.StreamCounters;

/**
 * Judges of a session that says it is done whether it had heard all of its audio. Where its deltas
 * are fewer than the frames it had not, unless they count something else; nor may it where its
 * final text has much that was not streamed, unless that is the server's way. Then another session,
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
    DOUBTFUL,
    /** It may not have heard all, whatever its deltas count, and no other session can show it. */
    UNPROVEN
  }

  /**
   * Letters that the final text may have beyond what was streamed: those of the two or three
   * seconds by which text may follow its sound.
   */
  private static final int MOST_UNSTREAMED = 60;

  private final ServerTiming timing;

  /** Whether the server streams text, and does not keep all of it for the end. */
  private boolean streams;

  /** Whether it was found that it leaves the end of an utterance to the final text. */
  private boolean leavesTheEnd;

  /** Judges by what is known of the server. */
  public EarlyDetector(ServerTiming timing) {
    this.timing = timing;
  }

  /** Text came in a delta. */
  public void streamed(String text) {
    streams |= !text.isBlank();
  }

  /**
   * Judges a session that is done.
   *
   * @param flow what it was sent and has answered
   * @param unstreamed what only its final text has
   * @param inVain whether it followed one that was done early, and has said nothing new
   * @param finishing whether the input was ended early
   * @param spent whether no other session can follow
   */
  public Verdict judge(
      StreamCounters flow, String unstreamed, boolean inVain, boolean finishing, boolean spent) {
    boolean jumps = streams && !leavesTheEnd && TimedText.letters(unstreamed) > MOST_UNSTREAMED;
    if (jumps && inVain) {
      leavesTheEnd = true;
    }
    if (!timing.isEarly(flow.deltas(), flow.sent())) {
      if (!jumps || inVain || finishing) {
        return Verdict.COMPLETE;
      }
      return spent ? Verdict.UNPROVEN : Verdict.EARLY;
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
