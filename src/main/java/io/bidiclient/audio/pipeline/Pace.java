package io.bidiclient.audio.pipeline;

/** How fast audio is sent. */
public enum Pace {
  /**
   * As fast as the model transcribes, a few seconds ahead of it, and never slower than real time.
   */
  AUTO,
  /** As if it were spoken now: a chunk leaves at its own time on the clock. */
  REALTIME,
  /** As fast as the wire takes it. */
  MAX
}
