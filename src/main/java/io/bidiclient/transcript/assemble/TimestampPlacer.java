package io.bidiclient.transcript.assemble;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import java.util.Optional;

/**
 * Places text on the input's time line: by the server's frames for as long as its counts hold, and
 * by the audio that was sent from then on. Times never go back. Owned by one thread.
 */
final class TimestampPlacer {
  private TimestampBasis clock = TimestampBasis.FRAMES;
  private long sent;
  private long latest;
  private boolean finishing;

  /** Audio was sent up to the sample. */
  void sent(long sample) {
    sent = Math.max(sent, sample);
  }

  /**
   * A session is sent its first audio.
   *
   * @param counted whether it will say something to every frame
   */
  void streaming(boolean counted) {
    finishing = false;
    if (!counted) {
      clock = TimestampBasis.ARRIVAL;
    }
  }

  /** The final commit was sent: text may now reach the end of what was sent. */
  void finishing() {
    finishing = true;
  }

  TimestampBasis clock() {
    return clock;
  }

  /** Places a delta's text, by which so many samples were transcribed if deltas are frames. */
  PlacedDelta place(long at, String text, long heard) {
    if (!finishing && !text.isEmpty() && sent > 0 && heard >= sent) {
      // A server of frames is always 0.48 s behind: more deltas came than there were frames.
      clock = TimestampBasis.ARRIVAL;
    }
    long end = clock == TimestampBasis.FRAMES ? heard : sent;
    if (!text.isEmpty()) {
      end = Math.max(end, latest);
      latest = end;
    }
    return new PlacedDelta(at, text, Math.max(0, end - FrameClock.FRAME), end, clock);
  }

  /** Compares a session's deltas with the server's own count, or else with what was sent to it. */
  void check(long samples, long deltas, Optional<Usage> usage) {
    long frames = FrameClock.total(samples);
    boolean counted = usage.map(u -> u.completionTokens() == deltas).orElse(deltas == frames);
    boolean oneAFrame = deltas >= FrameClock.due(samples) && deltas <= frames + 1;
    if (!counted || !oneAFrame) {
      clock = TimestampBasis.ARRIVAL;
    }
  }
}
