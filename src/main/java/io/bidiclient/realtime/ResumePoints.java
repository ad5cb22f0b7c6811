package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.timing.ServerTiming;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * Where the next session of a segment begins, by what is certainly printed, and what audio must be
 * kept for it. Owned by the run's thread.
 */
final class ResumePoints {
  /** Audio that is kept behind what is certainly printed, to go back to: two minutes. */
  private static final long KEPT = 120L * AudioChunk.RATE;

  /** Audio that is kept in all, whatever the server: ten minutes, 19 MB. */
  private static final long CAPACITY = 600L * AudioChunk.RATE;

  /** A session that began too late is replaced by one that begins so much further back. */
  private static final long STEP = 20L * AudioChunk.RATE;

  /** While no clock is known, a session begins where the one before it did, so far back at most. */
  private static final long ALIKE = 30L * AudioChunk.RATE;

  /** After so many the start of the segment is taken. */
  private static final int MOST_STEPS = 3;

  private final ReplayBuffer buffer;
  private final ServerTiming timing;

  ResumePoints(ReplayBuffer buffer, ServerTiming timing) {
    this.buffer = buffer;
    this.timing = timing;
  }

  /** Where a session begins that replaces one that broke. */
  long afterBreak(TimelineSegment segment) {
    long first = segment.shortenOverlap(printedUpTo(segment), perhapsPrintedUpTo(segment), buffer);
    long floor = Math.max(first, segment.from());
    long from = OverlapStart.before(printedUpTo(segment), buffer, floor);
    // Sessions that begin alike count alike, whatever their deltas stand for.
    boolean alike = timing.clock() == ServerTiming.Clock.UNKNOWN && from - floor < ALIKE;
    return alike ? Math.max(floor, buffer.from()) : from;
  }

  /** Where one begins that replaces one that began too late; empty where there is no audio. */
  OptionalLong furtherBack(TimelineSegment segment) {
    long floor = Math.max(segment.floor(), buffer.from());
    if (segment.from() <= floor) {
      return OptionalLong.empty();
    }
    long step = STEP << segment.steps();
    return OptionalLong.of(
        segment.steps() == MOST_STEPS
            ? floor
            : OverlapStart.before(segment.from() - step, buffer, floor));
  }

  /** Every word that lies before this sample is printed. */
  long printedUpTo(TimelineSegment segment) {
    return timing.clock() == ServerTiming.Clock.UNKNOWN
        ? Math.min(segment.text().spokenFrom(), printedByClock(segment))
        : printedAtMost(segment);
  }

  /**
   * Whether words that are not printed may have been spoken in audio that is no longer held: then
   * none of the segment's sessions begins early enough.
   */
  boolean isGone(TimelineSegment segment) {
    return printedUpTo(segment) < buffer.wordsGoneTo();
  }

  /** Whether words that are not printed may have been spoken before a session that begins there. */
  boolean isTooLate(TimelineSegment segment, long from) {
    return isGone(segment) || from > printedUpTo(segment);
  }

  /** First sample that may have to be sent, or sent again. */
  long neededFrom(Collection<TimelineSegment> segments) {
    long needed = Long.MAX_VALUE;
    for (TimelineSegment segment : segments) {
      needed = Math.min(needed, neededBy(segment));
    }
    long unsent = unsentFrom(segments);
    return Math.min(unsent, Math.max(needed, buffer.end() - CAPACITY));
  }

  /** Whether so much is kept for a segment that is sent less that no other may be sent more. */
  boolean isFull(TimelineSegment segment, Collection<TimelineSegment> segments) {
    return segment.position() >= unsentFrom(segments) + CAPACITY;
  }

  private static long unsentFrom(Collection<TimelineSegment> segments) {
    long unsent = Long.MAX_VALUE;
    for (TimelineSegment segment : segments) {
      unsent = segment.isSent() ? unsent : Math.min(unsent, segment.position());
    }
    return unsent;
  }

  private long neededBy(TimelineSegment segment) {
    return timing.isClock() ? printedUpTo(segment) - KEPT : segment.start();
  }

  /**
   * The same as {@link #printedUpTo} if the clock may be believed that is not known to be one:
   * where words are printed, a session that begins too late by it is found out by them. Where none
   * is, nothing would tell.
   */
  private long perhapsPrintedUpTo(TimelineSegment segment) {
    return segment.text().isBlank() ? printedUpTo(segment) : printedAtMost(segment);
  }

  private long printedAtMost(TimelineSegment segment) {
    long byText = segment.text().spokenFrom();
    return timing.mayCount() ? Math.max(byText, printedByClock(segment)) : byText;
  }

  private long printedByClock(TimelineSegment segment) {
    return Math.max(segment.start(), segment.answered() - timing.longestDelay());
  }
}
