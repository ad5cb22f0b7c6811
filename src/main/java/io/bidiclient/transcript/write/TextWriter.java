package io.bidiclient.transcript.write;

import io.bidiclient.text.PrintableText;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import java.io.IOException;
import java.io.Writer;

/**
 * A transcript as plain text: every delta to the letter as it comes, without the space it starts
 * with and without control characters, and one newline at its end. Of an input that was taken apart
 * into channels, a line for each turn, as {@link TurnFormatter} lays them out. Owned by one thread.
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
  public void write(TranscriptEvent event) throws IOException {
    if (event instanceof PlacedDelta delta && delta.channel().isWhole()) {
      add(delta.text());
    } else if (event instanceof Word word && !word.channel().isWhole()) {
      put(turns.word(word));
    } else if (event instanceof WordsPassed passed) {
      put(turns.passed(passed.sample()));
    } else if (event instanceof Summary summary) {
      end(summary.complete());
    }
  }

  private void add(String text) throws IOException {
    String words = text.stripTrailing();
    if (words.isEmpty()) {
      held.append(text);
      return;
    }
    String whole = held + words;
    held.setLength(0);
    held.append(text, words.length(), text.length());
    put(begun ? whole : whole.stripLeading());
  }

  /** Ends a whole transcript, even an empty one; where nothing came before a break, nothing. */
  private void end(boolean complete) throws IOException {
    put(turns.finish());
    if (begun || complete) {
      out.write("\n");
      out.flush();
    }
  }

  private void put(String text) throws IOException {
    if (!text.isEmpty()) {
      out.write(PrintableText.transcript(text));
      out.flush();
      begun = true;
    }
  }
}
