package io.bidiclient.live;

import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;

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
  TranscriptionEvent place(TranscriptionEvent event) {
    if (event instanceof TimedText text) {
      heard = offset + text.time();
      return text.behind(offset);
    }
    if (event instanceof TranscriptionEvent.AudioSent chunk) {
      sent = Math.max(sent, offset + chunk.end());
      return new TranscriptionEvent.AudioSent(
          offset + chunk.start(), offset + chunk.end(), chunk.levelDbfs());
    }
    if (event instanceof Seam seam) {
      return seam.behind(offset);
    }
    return event instanceof SessionProgress progress ? progress.behind(offset) : event;
  }
}
