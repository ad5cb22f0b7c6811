package io.bidiclient.live;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.SessionProgress;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.realtime.session.Warning;
import io.bidiclient.transcript.RunEvent;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/**
 * Places what a recording yields on the visit's time line, behind the recordings before it, and has
 * it narrated. Owned by the recording's thread; how far it has come may be asked from any.
 */
final class TakeTap implements TranscriptionListener {
  private final TranscriptAssembler narrator;
  private final long offset;
  private final LongSupplier clock;

  /** Written by the recording's thread. */
  private volatile long sent;

  /** Written by the recording's thread. */
  private volatile long heard;

  /**
   * A tap.
   *
   * @param offset where the recording begins on the visit's time line, in samples
   * @param clock nanoseconds since the visit began
   */
  TakeTap(TranscriptAssembler narrator, long offset, LongSupplier clock) {
    this.narrator = narrator;
    this.offset = offset;
    this.clock = clock;
    this.sent = offset;
    this.heard = offset;
  }

  /** Samples that the model was sent, on the visit's time line. */
  long sent() {
    return sent;
  }

  /** Samples that it has heard. */
  long heard() {
    return heard;
  }

  @Override
  public void heard(String text, long samples) {
    heard = offset + samples;
    take(new RunEvent.Heard(text, offset + samples));
  }

  @Override
  public void done(ServerEvent.Done done) {
    take(new RunEvent.Done(done.text(), done.usage()));
  }

  @Override
  public void warned(Warning warning) {
    take(new RunEvent.Told(false, warning.code(), warning.message(), ""));
  }

  @Override
  public void reached(SessionProgress m) {
    SessionProgress placed =
        new SessionProgress(
            m.session(), m.stage(), m.id(), offset + m.start(), m.sent(), m.deltas(), m.counted());
    take(new RunEvent.Reached(placed));
  }

  @Override
  public void sent(AudioChunk chunk) {
    sent = Math.max(sent, offset + chunk.end());
    take(new RunEvent.Sent(offset + chunk.start(), offset + chunk.end(), chunk.levelDbfs()));
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  /** Has an event narrated. */
  void take(RunEvent event) {
    try {
      narrator.take(clock.getAsLong(), event);
    } catch (IOException e) {
      throw new UncheckedIOException("a writer in memory failed", e);
    }
  }
}
