package io.bidiclient.realtime.session;

import io.bidiclient.transport.TransportException;

/** How a transcription ended. */
public sealed interface Outcome {
  /**
   * The server said {@code transcription.done} to all the audio, and its text is what was streamed.
   */
  record Completed() implements Outcome {}

  /**
   * The same to all the audio, but by several sessions whose texts could not all be joined with
   * certainty: a word may be missing, doubled or changed at the seams.
   *
   * @param seams how many are uncertain
   */
  record Uncertain(int seams) implements Outcome {}

  /** The stream ended after words began and before {@code transcription.done}. */
  record Partial(TransportException cause) implements Outcome {}

  /** It failed before any word came, or in a way that puts the words in doubt. */
  record Failed(TransportException cause) implements Outcome {}

  /** Nobody reads the transcript any more. */
  record Abandoned() implements Outcome {}
}
