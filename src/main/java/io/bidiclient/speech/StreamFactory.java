package io.bidiclient.speech;

/** Begins streams; may be called from several threads. */
interface StreamFactory {
  /** A stream just begun, for one thread. */
  StreamRecognizer begin(StreamRecognizer.Listener listener);
}
