package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
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
  private int replaced;

  MuteDetector(ServerTiming timing) {
    this.timing = timing;
  }

  /**
   * Text came after so much sound without any, in samples.
   *
   * @param news whether no session has said it before
   */
  void said(long silence, boolean news) {
    timing.gap(silence);
    replaced = news ? 0 : replaced;
  }

  /** Whether a server answered everything that it has heard, by the sound since its last text. */
  boolean hasAnswered(long silence) {
    return replaced == MOST_REPLACED || silence <= BETWEEN_WORDS;
  }

  /** The same as {@link #isMute} for a session that has said all: no delay can explain it. */
  boolean wasMuteAtEnd(long silence) {
    return replaced < MOST_REPLACED && timing.isMuteAtEnd(silence);
  }

  /** Whether a session is to be replaced that said nothing to so much sound, in samples. */
  boolean isMute(long silence) {
    return replaced < MOST_REPLACED && timing.isMute(silence);
  }

  /** A session was replaced because it was mute. */
  void replaced() {
    if (replaced > 0) {
      timing.muteInVain();
    }
    replaced++;
  }

  /** Whether the last sessions said nothing to sound. */
  boolean wasMute() {
    return replaced > 0;
  }
}
