package io.bidiclient.realtime.session;

/** Where a session stands. */
public enum Phase {
  /** The connection was asked for. */
  CONNECTING,
  /** It is there; {@code session.created} is not. */
  OPENING,
  /** The model is named; no audio has come. */
  READY,
  /** The first chunk started the utterance. */
  STREAMING,
  /** The final commit is sent; the rest of the text is to come. */
  FINISHING,
  /** {@code transcription.done} came; the connection is being ended. */
  CLOSING,
  /** Nothing comes after this. */
  ENDED
}
