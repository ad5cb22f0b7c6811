package io.bidiclient.transcript;

import java.io.IOException;
import java.io.Writer;

/**
 * A transcript as plain text: every delta to the letter as it comes, without the space it starts
 * with, and one newline at its end. Owned by one thread.
 */
public final class TextWriter {
  private final Writer out;

  /** White space that is written once a word follows it. */
  private final StringBuilder held = new StringBuilder();

  private boolean begun;

  /** A transcript on the given writer, which is flushed after each delta and never closed. */
  public TextWriter(Writer out) {
    this.out = out;
  }

  /** Writes what was said to one frame. */
  public void heard(String text) throws IOException {
    String words = text.stripTrailing();
    if (words.isEmpty()) {
      held.append(text);
      return;
    }
    String whole = held + words;
    held.setLength(0);
    held.append(text, words.length(), text.length());
    out.write(begun ? whole : whole.stripLeading());
    begun = true;
    out.flush();
  }

  /** Ends a whole transcript, even an empty one. */
  public void end() throws IOException {
    out.write("\n");
    out.flush();
  }

  /** Ends a transcript that broke off: nothing is written where nothing was heard. */
  public void breakOff() throws IOException {
    if (begun) {
      end();
    }
  }
}
