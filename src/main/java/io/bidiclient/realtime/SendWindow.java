package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.FrameClock;
import java.util.OptionalLong;

/**
 * Keeps what was sent and is not certainly printed within what can be kept to be sent again. A
 * server that counts frames is waited for; of another one it is not known how far it has come, and
 * it is sent more at twice the speed of speech. Owned by the run's thread.
 */
final class SendWindow {
  /** Samples that may be sent and not yet printed: eight minutes. */
  private static final long WINDOW = 480L * AudioChunk.RATE;

  /** What is sent at a time beyond that. */
  private static final long STEP = AudioChunk.RATE;

  private long paced;
  private OptionalLong next = OptionalLong.empty();
  private boolean waiting;

  /** Begins to ask anew for every segment: only what is asked for now is waited for. */
  void begin() {
    waiting = false;
  }

  /**
   * Whether audio that a session takes may be sent from a position on.
   *
   * @param printed every word before this sample is printed
   * @param counted whether the server tells how far it has come
   * @param now nanoseconds on the run's clock
   */
  boolean allows(long position, long printed, boolean counted, long now) {
    if (position < Math.max(paced, printed + WINDOW)) {
      next = OptionalLong.empty();
      return true;
    }
    if (counted) {
      next = OptionalLong.empty();
      return false;
    }
    if (next.isEmpty()) {
      next = OptionalLong.of(now + FrameClock.nanos(STEP / 2));
    } else if (now >= next.getAsLong()) {
      next = OptionalLong.empty();
      paced = position + STEP;
      return true;
    }
    waiting = true;
    return false;
  }

  /** When more may be sent, if time alone allows it. */
  OptionalLong deadline() {
    return waiting ? next : OptionalLong.empty();
  }
}
