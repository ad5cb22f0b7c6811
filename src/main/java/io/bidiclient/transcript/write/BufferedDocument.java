package io.bidiclient.transcript.write;

import java.io.IOException;
import java.io.Writer;

/** A document that is written once it is whole, for places where nothing can be taken back. */
public final class BufferedDocument implements GrowingDocument {
  private final Writer out;
  private final StringBuilder body = new StringBuilder();
  private String tail = "";

  /** Writes to the given writer, which is flushed and not closed. */
  public BufferedDocument(Writer out) {
    this.out = out;
  }

  @Override
  public void grow(String more, String end) {
    body.append(more);
    tail = end;
  }

  @Override
  public void close() throws IOException {
    out.write(body + tail);
    out.flush();
  }
}
