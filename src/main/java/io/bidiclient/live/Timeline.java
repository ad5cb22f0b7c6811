package io.bidiclient.live;

import io.bidiclient.realtime.SessionProgress;
import io.bidiclient.transcript.RunEvent;

/**
 * Places the events of a recording on the visit's time line, behind the recordings before it. Owned
 * by the recording's thread; how far it has come may be asked from any.
 */
final class Timeline {
  /** Where the recording begins, in samples. */
  private final long offset;

  /** Written by the recording's thread. */
  private volatile long sent;

  /** Written by the recording's thread. */
  private volatile long heard;

  /**
   * The time line of a recording that begins.
   *
   * @param offset where, in samples
   */
  Timeline(long offset) {
    this.offset = offset;
    this.sent = offset;
    this.heard = offset;
  }

  /** Samples that the model was sent. */
  long sent() {
    return sent;
  }

  /** Samples that it has processed. */
  long heard() {
    return heard;
  }

  /** The event with its times on the visit's time line. */
  RunEvent place(RunEvent event) {
    if (event instanceof RunEvent.Heard frame) {
      heard = offset + frame.samples();
      return new RunEvent.Heard(frame.text(), heard);
    }
    if (event instanceof RunEvent.Sent chunk) {
      sent = Math.max(sent, offset + chunk.end());
      return new RunEvent.Sent(offset + chunk.start(), offset + chunk.end(), chunk.levelDbfs());
    }
    if (event instanceof RunEvent.Joined joined) {
      return new RunEvent.Joined(joined.seam().behind(offset));
    }
    if (event instanceof RunEvent.Reached reached) {
      SessionProgress p = reached.milestone();
      return new RunEvent.Reached(
          new SessionProgress(
              p.session(),
              p.stage(),
              p.id(),
              offset + p.start(),
              p.sent(),
              p.deltas(),
              p.counted()));
    }
    return event;
  }
}
