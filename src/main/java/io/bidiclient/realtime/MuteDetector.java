package io.bidiclient.realtime;

import io.bidiclient.realtime.timing.ServerTiming;

/**
 * Notices a server that counts frames over speech and says nothing: the "rut" of a model that emits
 * padding only. Decided against the gaps and the delay that were learned for this server. Owned by
 * the run's thread.
 */
final class MuteDetector {
  /** Fresh sessions that may stay silent over sound before it is taken for noise. */
  private static final int MOST_REPLACED = 2;

  private final ServerTiming timing;
  private int replaced;

  MuteDetector(ServerTiming timing) {
    this.timing = timing;
  }

  /** Text came after so much sound without any, in samples. */
  void said(long silence) {
    timing.gap(silence);
    replaced = 0;
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
