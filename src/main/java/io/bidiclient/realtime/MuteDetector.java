package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.timing.ServerTiming;

/**
 * Notices a server that counts frames over speech and says nothing: the "rut" of a model that emits
 * padding only. Decided against the gaps and the delay that were learned for this server. Owned by
 * the run's thread.
 */
final class MuteDetector {
  /** Fresh sessions that may stay silent over sound before it is taken for noise. */
  private static final int MOST_REPLACED = 2;

  /** Sound without text over which a clock is believed: two seconds, in samples. */
  private static final long BETWEEN_WORDS = 2L * AudioChunk.RATE;

  private final ServerTiming timing;
  private final ReplayBuffer buffer;

  /** Sessions in a row, of whatever segment, that were silent. */
  private int replaced;

  MuteDetector(ServerTiming timing, ReplayBuffer buffer) {
    this.timing = timing;
    this.buffer = buffer;
  }

  /**
   * Takes what a session said last, if only that it had nothing to say.
   *
   * @param heard how far it has heard
   * @param further whether that is further than before, and not the padding of its audio
   * @param now nanoseconds on the run's clock
   * @return whether it is to be replaced: it has said nothing for too long
   */
  boolean isMute(TimelineSegment segment, String text, long heard, boolean further, long now) {
    if (!text.isBlank()) {
      timing.gap(segment.endSilence(now));
      if (segment.isNew()) {
        replaced = 0;
        segment.mutes(0);
      }
      answered(segment, heard);
      return false;
    }
    if (further) {
      buffer
          .around(heard - 1)
          .ifPresent(
              entry -> segment.unanswered().add(FrameClock.FRAME, entry.sound(), entry.unclear()));
    }
    if (isNoise(segment) || segment.unanswered().most() <= BETWEEN_WORDS) {
      answered(segment, heard);
    }
    return !isNoise(segment) && timing.isMute(segment.unanswered().samples());
  }

  /** What is said and not printed is not answered yet: another session may have to say it. */
  private static void answered(TimelineSegment segment, long heard) {
    if (!segment.text().filter().isHolding()) {
      segment.answered(heard);
    }
  }

  /** Whether a session that has said all has said nothing to the sound at its end. */
  boolean wasMuteAtEnd(TimelineSegment segment, long now) {
    if (isNoise(segment)) {
      return false;
    }
    long silence =
        timing.mayCount()
            ? segment.unanswered().most()
            : soundAfter(segment.spokenTo(now), segment);
    return timing.isMuteAtEnd(silence, timing.isClock())
        || timing.isMuteAtEnd(soundAfter(segment.spokenBefore(), segment), true);
  }

  /** What may be sound in what was sent of a segment after a sample. */
  private long soundAfter(long sample, TimelineSegment segment) {
    return buffer.between(sample, segment.position()).stream()
        .filter(ReplayBuffer.Entry::mayHoldWords)
        .mapToLong(entry -> entry.chunk().samples())
        .sum();
  }

  /**
   * Whether the sound in a segment that nothing is said to is taken for noise. What later segments
   * were silent to says nothing of one with words in it, which may be heard out after them.
   */
  private boolean isNoise(TimelineSegment segment) {
    return inVain(segment) >= MOST_REPLACED;
  }

  private int inVain(TimelineSegment segment) {
    return segment.text().isBlank() ? replaced : segment.mutes();
  }

  /** A session of the segment is replaced because it was mute. */
  void replaced(TimelineSegment segment) {
    if (inVain(segment) > 0) {
      timing.muteInVain();
    }
    replaced++;
    segment.mutes(segment.mutes() + 1);
  }

  /** Whether the last sessions said nothing to sound. */
  boolean wasMute() {
    return replaced > 0;
  }
}
