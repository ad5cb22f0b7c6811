package io.bidiclient.transcript.write;

import io.bidiclient.json.GrowingJson;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import java.io.IOException;

/**
 * A transcript as one JSON document: its words with their times, then its text and its figures. In
 * a file it is a whole document after every word, with the status {@code running} until the end.
 * The text of an input that was taken apart into channels has a line for each turn, as {@link
 * TurnFormatter} lays them out.
 */
public final class JsonWriter implements TranscriptWriter {
  private final GrowingDocument page;
  private final StringBuilder text = new StringBuilder();
  private final TurnFormatter turns = new TurnFormatter();
  private final GrowingJson json;

  /** What ends the document until the run is over. */
  private final String running;

  /**
   * A document on the given page, which it closes at its end.
   *
   * @param input what the input is called
   */
  public JsonWriter(GrowingDocument page, String input) throws IOException {
    this.page = page;
    this.json =
        new GrowingJson(
            head -> {
              head.number("v", 1);
              head.text("input", input);
            },
            "words");
    this.running = json.tail(end -> end.text("status", "running"));
    page.grow(json.grown(), running);
  }

  @Override
  public void write(TranscriptEvent event) throws IOException {
    if (event instanceof PlacedDelta delta && delta.channel().isWhole()) {
      text.append(delta.text());
    } else if (event instanceof Word word) {
      add(word);
    } else if (event instanceof WordsPassed passed) {
      text.append(turns.passed(passed.sample()));
    } else if (event instanceof Summary summary) {
      end(summary);
    }
  }

  private void add(Word word) throws IOException {
    json.add(
        element -> {
          element.text("text", word.text());
          TranscriptFields.samples(element, "start", word.start());
          TranscriptFields.samples(element, "end", word.end());
          element.text("clock", word.clock().label());
          TranscriptFields.channel(element, word.channel());
        });
    if (!word.channel().isWhole()) {
      text.append(turns.word(word));
    }
    page.grow(json.grown(), running);
  }

  private void end(Summary summary) throws IOException {
    text.append(turns.finish());
    String tail =
        json.tail(
            end -> {
              end.text("text", text.toString().strip());
              end.text("status", summary.status().label());
              end.object("summary", figures -> SummaryFields.write(figures, summary));
            });
    page.grow("", tail);
    page.close();
  }
}
