package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.overlap.Seam;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.realtime.session.Warning;

/** Hears what a transcription yields, on its owner's thread and in order. */
public interface TranscriptionListener {
  /**
   * One more frame was heard.
   *
   * @param text what was said to it, to the letter; most often empty
   * @param samples how far the model has heard, on the input's time line
   */
  void heard(String text, long samples);

  /** The server's own transcript of an utterance. */
  void done(ServerEvent.Done done);

  /** The text of one session was joined to that of the one before it. */
  default void joined(Seam seam) {}

  /** Something a person should know. */
  void warned(Warning warning);

  /** A session came a step further. */
  default void reached(SessionProgress milestone) {}

  /** A chunk was handed to the wire; after a break some are handed over again. */
  default void sent(AudioChunk chunk) {}

  /** Whether to stop, since nobody reads any more; asked after each call of {@link #heard}. */
  boolean isClosed();
}
