package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.timing.LevelTracker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** Chunks in a row that are as quiet as the quietest around make a place to cut. */
  private static final int QUIET_CHUNKS = 3;

  /** How much louder, in dB. */
  private static final double QUIET_RANGE = 3;

  /** A pause of so many chunks is long enough, however long the others are. */
  private static final int LONG_CHUNKS = 13;

  /** Samples in which quiet places are compared. */
  private static final long AROUND = 20L * AudioChunk.RATE;

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
      return cut(last, last.position());
    }
    if (!due) {
      return Optional.empty();
    }
    long wanted = OverlapStart.before(last.position(), buffer, last.from());
    long earliest = last.position() - mostOverlap(last);
    return cut(
        last, wanted < earliest ? OverlapStart.after(earliest, last.position(), buffer) : wanted);
  }

  /** Ends the segment here, and has the reserve begin at the given sample. */
  private Optional<TimelineSegment> cut(TimelineSegment last, long start) {
    Optional<TimelineSegment> next = reserve;
    reserve = Optional.empty();
    last.cutAt(last.position());
    next.orElseThrow().place(start);
    return next;
  }

  /** Samples that the next session may hear again. */
  private long mostOverlap(TimelineSegment last) {
    long most = FrameClock.samples(longest);
    return Math.min(most, last.position() - last.from()) / MOST_OVERLAP;
  }

  /**
   * Whether a pause that is long, as pauses go here, has lasted up to the sample. The session that
   * is cut there says all words before it, the next all words after it: nothing need be heard
   * twice.
   */
  static boolean isPause(long sample, ReplayBuffer buffer) {
    List<ReplayBuffer.Entry> around = new ArrayList<>(buffer.between(sample - AROUND, sample));
    if (around.size() < 2 * QUIET_CHUNKS) {
      return false;
    }
    double quietest =
        Stream.iterate(0, i -> i + QUIET_CHUNKS <= around.size(), i -> i + 1)
            .mapToDouble(i -> OverlapStart.loudest(around.subList(i, i + QUIET_CHUNKS)))
            .min()
            .orElseThrow();
    boolean flat =
        OverlapStart.loudest(around) - quietest < LevelTracker.LEAST_RANGE
            && quietest > LevelTracker.SILENCE;
    int longest = 0;
    int run = 0;
    for (ReplayBuffer.Entry entry : around) {
      run = entry.levelDbfs() <= quietest + QUIET_RANGE ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    int wanted = Math.max(QUIET_CHUNKS, (Math.min(longest, LONG_CHUNKS) + 1) / 2);
    return !flat && run >= wanted;
  }
}
