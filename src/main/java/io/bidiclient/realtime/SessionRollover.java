package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.FrameClock;
import java.time.Duration;
import java.util.Optional;

/**
 * Replaces sessions before they are too old: opens a reserve in good time and cuts at a pause. At
 * the last moment without one, the reserve begins a few words before the cut, and the words of both
 * are aligned. Owned by the run's thread.
 */
final class SessionRollover {
  /**
   * Of what a session was sent, and of what it may be sent, the next one hears this share again at
   * most: so each brings the run further.
   */
  private static final int MOST_OVERLAP = 2;

  /** A reserve that broke is tried again after so long. */
  private static final Duration RESERVE_WAIT = Duration.ofSeconds(10);

  /** No word is silent in its middle for so long: 300 ms. */
  private static final long SHORTEST_PAUSE = 3L * AudioChunk.RATE / 10;

  /** A pause is half as long as the longest around at least, or half as long as this. */
  private static final long LONG_PAUSE = AudioChunk.RATE;

  /** Samples in which pauses are compared. */
  private static final long AROUND = 20L * AudioChunk.RATE;

  /** A word may begin so softly that its first 150 ms are taken for the end of the pause. */
  private static final long SOFT_BEGINNING = 3L * AudioChunk.RATE / 20;

  private final Duration longest;
  private Optional<TimelineSegment> reserve = Optional.empty();
  private long notBefore = Long.MIN_VALUE;

  /**
   * No session is too old yet.
   *
   * @param longest how old one may grow
   */
  SessionRollover(Duration longest) {
    this.longest = longest;
  }

  /** The segment whose session is opened ahead, if there is one. */
  Optional<TimelineSegment> reserve() {
    return reserve;
  }

  /** The session in reserve broke: the last one goes on for a while. */
  void reserveBroke(long now) {
    reserve = Optional.empty();
    notBefore = now + RESERVE_WAIT.toNanos();
  }

  /**
   * Looks at the segment that is being sent.
   *
   * @return the segment that takes over from where it was cut, if it was
   */
  Optional<TimelineSegment> after(TimelineSegment last, ReplayBuffer buffer, long now) {
    Duration left = last.left(longest);
    if (last.isCut() || left.compareTo(last.lifetime(longest).lead()) > 0 || now < notBefore) {
      return Optional.empty();
    }
    if (reserve.isEmpty()) {
      reserve = Optional.of(new TimelineSegment(TimelineSegment.OPEN));
    }
    boolean due = left.isNegative() || left.isZero();
    if (isPause(last.position(), buffer)) {
      return cut(last, inPause(last.position(), buffer), true);
    }
    if (!due) {
      return Optional.empty();
    }
    long wanted = OverlapStart.before(last.position(), buffer, last.from());
    long earliest = last.position() - mostOverlap(last);
    return cut(last, wanted < earliest ? inFirstHalf(earliest, last, buffer) : wanted, false);
  }

  /** The quietest place that leaves half of the overlap that is allowed, or more. */
  private static long inFirstHalf(long earliest, TimelineSegment last, ReplayBuffer buffer) {
    long middle = earliest + (last.position() - earliest) / 2;
    long latest = buffer.around(middle).map(ReplayBuffer.Entry::start).orElse(last.position());
    return OverlapStart.after(earliest, latest, buffer);
  }

  /** Ends the segment here, and has the reserve begin at the given sample. */
  private Optional<TimelineSegment> cut(TimelineSegment last, long start, boolean apart) {
    Optional<TimelineSegment> next = reserve;
    reserve = Optional.empty();
    last.cutAt(last.position());
    next.orElseThrow().place(start, apart);
    return next;
  }

  /** Samples that the next session may hear again. */
  private long mostOverlap(TimelineSegment last) {
    long most = FrameClock.samples(longest);
    return Math.min(most, last.position() - last.from()) / MOST_OVERLAP;
  }

  /**
   * Whether a pause has lasted up to the sample, in which certainly no word is cut, and which is
   * long as pauses go here. The session that is cut there says all words before it, the next all
   * words after it: nothing is said twice.
   */
  static boolean isPause(long sample, ReplayBuffer buffer) {
    long quiet = buffer.around(sample - 1).map(ReplayBuffer.Entry::quiet).orElse(0L);
    if (quiet < SHORTEST_PAUSE) {
      return false;
    }
    long longest =
        buffer.between(sample - AROUND, sample).stream()
            .mapToLong(ReplayBuffer.Entry::quiet)
            .max()
            .orElse(0);
    return quiet >= Math.min(longest, LONG_PAUSE) / 2;
  }

  /** The first chunk near the end of the pause that ends at the sample. */
  private static long inPause(long sample, ReplayBuffer buffer) {
    return buffer.between(sample - SOFT_BEGINNING, sample).stream()
        .findFirst()
        .map(ReplayBuffer.Entry::start)
        .orElse(sample);
  }
}
