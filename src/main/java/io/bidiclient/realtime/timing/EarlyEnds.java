package io.bidiclient.realtime.timing;

import io.bidiclient.realtime.session.StreamCounters;
import java.util.Optional;

/**
 * The sessions of a segment, one after the other, that were done before they had heard all by their
 * deltas. If deltas count something else than frames, then each has heard all, says what the one
 * before has said, and has about as many deltas for its audio. Owned by the run's thread.
 */
public final class EarlyEnds {
  /** Deltas of two sessions may differ by so many, and by this share, where they hear the same. */
  private static final int FEW = 5;

  private static final double SHARE = 0.3;

  /** What the last one was sent and has answered. */
  private Optional<StreamCounters> last = Optional.empty();

  /** Whether one has said nothing new. */
  private boolean inVain;

  /**
   * Whether a session that is done has heard all if the last one that was early has: it says
   * nothing new, and has about as many deltas; or it is the second one that says nothing new.
   *
   * @param news whether it has said something new
   */
  public boolean areShownBy(StreamCounters flow, boolean news) {
    return last.isPresent() && !news && (inVain || isLike(flow, last.get()));
  }

  /** One was done early. */
  public void add(StreamCounters flow, boolean news) {
    inVain |= last.isPresent() && !news;
    last = Optional.of(flow);
  }

  /** A session broke: it shows nothing of those before it. */
  public void clear() {
    last = Optional.empty();
    inVain = false;
  }

  private static boolean isLike(StreamCounters flow, StreamCounters before) {
    double expected = (double) before.deltas() * flow.sent() / Math.max(1, before.sent());
    return Math.abs(flow.deltas() - expected) <= FEW + SHARE * expected;
  }
}
