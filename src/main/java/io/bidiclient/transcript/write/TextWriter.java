package io.bidiclient.transcript.write;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import java.io.IOException;
import java.io.Writer;

/**
 * A transcript as plain text: every delta to the letter as it comes, without the space it starts
 * with, and one newline at its end. Of an input that was taken apart into channels, a line for each
 * of their {@link TurnFormatter}. Owned by one thread.
 */
public final class TextWriter implements TranscriptWriter {
  private final Writer out;

  /** White space that is written once a word follows it. */
  private final StringBuilder held = new StringBuilder();

  private final TurnFormatter turns = new TurnFormatter();
  private boolean begun;

  /** A transcript on the given writer, which is flushed after each delta and never closed. */
  public TextWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void heard(PlacedDelta piece) throws IOException {
    if (!piece.channel().isWhole()) {
      return;
    }
    String text = piece.text();
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

  @Override
  public void word(Word word) throws IOException {
    if (!word.channel().isWhole()) {
      write(turns.word(word));
    }
  }

  @Override
  public void passed(long sample) throws IOException {
    write(turns.passed(sample));
  }

  /**
   * Ends a whole transcript, even an empty one; where nothing was heard before a break, nothing.
   */
  @Override
  public void end(Summary summary) throws IOException {
    write(turns.finish());
    if (begun || summary.complete()) {
      out.write("\n");
      out.flush();
    }
  }

  private void write(String text) throws IOException {
    if (!text.isEmpty()) {
      out.write(text);
      out.flush();
      begun = true;
    }
  }
}
