package io.bidiclient.transcript;

import java.io.IOException;

/**
 * Writes a transcript in one format, as it comes and flushed, so that what is written is a whole
 * document of its format at any moment. Owned by one thread; whoever opened the file closes it.
 */
public interface TranscriptWriter {
  /**
   * Takes what comes next. Words come in the order of their starts; a {@link Summary} is the last
   * event, also after a failure.
   */
  void write(TranscriptEvent event) throws IOException;
}
