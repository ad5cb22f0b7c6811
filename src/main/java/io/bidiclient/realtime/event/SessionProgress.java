package io.bidiclient.realtime.event;

/**
 * A point that one session of a run has reached.
 *
 * @param session the run's sessions count from 1, in the order in which they were asked for
 * @param stage how far it has come
 * @param id the server's name for the session; empty until it gave one
 * @param start first sample that it is sent, on the input's time line; settled from {@link
 *     Stage#STREAMING} on
 * @param sent samples that it was sent so far
 * @param deltas deltas that came from it so far
 * @param counted whether its dialect has a delta for every frame
 */
public record SessionProgress(
    int session, Stage stage, String id, long start, long sent, long deltas, boolean counted)
    implements TranscriptionEvent {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.progress(this);
  }

  /** The same on a time line that begins so many samples earlier. */
  public SessionProgress behind(long samples) {
    return new SessionProgress(session, stage, id, start + samples, sent, deltas, counted);
  }

  /** The stages of a session, in their order; any but the last may be left out. */
  public enum Stage {
    /** A connection was asked for. */
    ASKED,
    /** The server took the connection. */
    CONNECTED,
    /** {@code session.created} came. */
    CREATED,
    /** The first audio is about to be sent. */
    STREAMING,
    /** The final commit is about to be sent. */
    FINISHING,
    /** {@code transcription.done} came, and its text is what was streamed. */
    DONE,
    /** Nothing more comes from it. */
    ENDED
  }
}
