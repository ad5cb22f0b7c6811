package io.bidiclient.transcript.write;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where a document goes that has something after its growing part. What is there is a whole
 * document at any moment, as far as the place allows.
 */
public interface GrowingDocument extends Closeable {
  /**
   * Makes the body longer.
   *
   * @param more what to add to it
   * @param tail what ends the document for now; the next call replaces it
   */
  void grow(String more, String tail) throws IOException;

  /** Ends the document; what was grown stays where it is if this is never called. */
  @Override
  void close() throws IOException;
}
