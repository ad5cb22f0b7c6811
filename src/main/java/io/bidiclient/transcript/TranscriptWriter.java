package io.bidiclient.transcript;

import java.io.IOException;

/**
 * Writes a transcript in one format, as it comes and flushed, so that what is written is a whole
 * document of its format at any moment. Owned by one thread; whoever opened the file closes it.
 */
public interface TranscriptWriter {
  /** A session begins to take audio. */
  default void opened(SessionStarted opening) throws IOException {}

  /** A frame was heard. */
  default void heard(PlacedDelta piece) throws IOException {}

  /** A word is whole; comes after the last piece of it, and in order. */
  default void word(Word word) throws IOException {}

  /**
   * Words that start before the sample have all come. Told only where an input was taken apart into
   * channels, and words of different channels wait for one another.
   */
  default void passed(long sample) throws IOException {}

  /** A session's transcript is complete. */
  default void done(FinalText utterance) throws IOException {}

  /** Something was told. */
  default void told(Notice notice) throws IOException {}

  /** The last call, also after a failure. */
  void end(Summary summary) throws IOException;
}
