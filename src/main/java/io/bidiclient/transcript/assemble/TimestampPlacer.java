package io.bidiclient.transcript.assemble;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;

/**
 * Places text on the input's time line, where the run says that it was heard, and marks what that
 * is read from. Whether the server's deltas are a clock is for the run to decide. Times never go
 * back. Owned by one thread.
 */
final class TimestampPlacer {
  private TimestampBasis clock = TimestampBasis.FRAMES;
  private long latest;

  /** From now on times are those of arrival; text that was placed before keeps its own. */
  void uncounted() {
    clock = TimestampBasis.ARRIVAL;
  }

  TimestampBasis clock() {
    return clock;
  }

  /** Places a delta's text, which was heard up to the sample. */
  PlacedDelta place(long at, String text, long heard) {
    long end = heard;
    if (!text.isEmpty()) {
      end = Math.max(end, latest);
      latest = end;
    }
    return new PlacedDelta(at, text, Math.max(0, end - FrameClock.FRAME), end, clock);
  }
}
