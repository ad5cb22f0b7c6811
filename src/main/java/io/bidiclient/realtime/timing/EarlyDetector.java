package io.bidiclient.realtime.timing;

import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.session.StreamCounters;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges of a session that says it is done whether it had heard all of its audio. Where its deltas
 * are fewer than the frames it had not, unless they count something else; where a session before
 * has had one for every second frame, fewer than half. Nor may it have heard all where its final
 * text has much that was not streamed, unless that is the server's way. Then another session, which
 * hears the same, is done as early and says nothing new. Owned by the run's thread.
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

  /** Deltas from which on it is hardly chance that they are half as many as the frames. */
  private static final int LEAST_HALVES = 80;

  /** Deltas that stand for frames are empty now and then: one in so many at least. */
  private static final int EMPTY = 20;

  private final ServerTiming timing;

  /** Deltas that came in all, and those without text. */
  private long deltas;

  private long empty;

  /** Whether a session that was done has had a delta for every second frame. */
  private boolean halves;

  /** Where sessions were done that have heard all only if that is the server's rate. */
  private final List<Seam> half = new ArrayList<>();

  /** Whether the server streams text, and does not keep all of it for the end. */
  private boolean streams;

  /** Whether it was found that it leaves the end of an utterance to the final text. */
  private boolean leavesTheEnd;

  /** Judges by what is known of the server. */
  public EarlyDetector(ServerTiming timing) {
    this.timing = timing;
  }

  /** A delta came, with text or without. */
  public void streamed(String text) {
    deltas++;
    empty += text.isBlank() ? 1 : 0;
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
      boolean stops = heard(flow) < flow.sent();
      halves = isHalf(flow) || (halves && !(stops && inVain));
      if (!(jumps || stops) || inVain || finishing) {
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

  /**
   * How much a session that is done has heard at most, in samples, if the server says something at
   * every second frame; else all that it was sent.
   */
  public long heard(StreamCounters flow) {
    long most = (2 * flow.deltas() + 1) * FrameClock.FRAME;
    return halves ? Math.min(flow.sent(), most) : flow.sent();
  }

  /** A session that was sent audio from a sample on is taken to have heard all of it. */
  public void complete(long from, StreamCounters flow) {
    if (!timing.isClock() && isHalf(flow)) {
      long heard = from + flow.heard();
      half.add(new Seam(heard, 0, 0, Seam.Choice.UNMATCHED).missing(heard, from + flow.sent()));
    }
  }

  /**
   * A session has ended, however: where it has said more than something at every second frame,
   * those before it that said no more may have been early.
   *
   * @return where words may be missing that nothing was said of so far
   */
  public List<Seam> doubted(StreamCounters flow) {
    boolean more = ServerTiming.isMoreThanHalf(flow.deltas(), flow.sent());
    if (!more || flow.deltas() < LEAST_HALVES) {
      return List.of();
    }
    List<Seam> doubted = List.copyOf(half);
    half.clear();
    return doubted;
  }

  private boolean isHalf(StreamCounters flow) {
    return flow.deltas() >= LEAST_HALVES
        && EMPTY * empty >= deltas
        && ServerTiming.isHalf(flow.deltas(), flow.sent());
  }
}
