package io.bidiclient.transcript.write;

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
 * The text of an input that was taken apart into channels is a line for each of their {@link
 * Turns}.
 */
public final class JsonWriter implements TranscriptWriter {
  private static final String RUNNING = "\n],\n\"status\":\"running\"}\n";

  private final GrowingDocument page;
  private final String input;
  private final StringBuilder text = new StringBuilder();
  private final TurnFormatter turns = new TurnFormatter();
  private boolean begun;

  /**
   * A document on the given page, which it closes at its end.
   *
   * @param input what the input is called
   */
  public JsonWriter(GrowingDocument page, String input) throws IOException {
    this.page = page;
    this.input = input;
    page.grow(head(), RUNNING);
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
    String line =
        Json.object(
            json -> {
              json.writeStringField("text", word.text());
              Json.samples(json, "start", word.start());
              Json.samples(json, "end", word.end());
              json.writeStringField("clock", word.clock().label());
              Json.channel(json, word.channel());
            });
    if (!word.channel().isWhole()) {
      text.append(turns.word(word));
    }
    page.grow((begun ? ",\n" : "\n") + line, RUNNING);
    begun = true;
  }

  private void end(Summary summary) throws IOException {
    text.append(turns.finish());
    String figures =
        Json.object(
            json -> {
              json.writeStringField("text", text.toString().strip());
              json.writeStringField("status", summary.status().label());
              json.writeObjectFieldStart("summary");
              SummaryFields.write(json, summary);
              json.writeEndObject();
            });
    page.grow("\n],\n" + figures.substring(1) + "\n", "");
    page.close();
  }

  private String head() throws IOException {
    return "{\"v\":1,\"input\":" + Json.string(input) + ",\"words\":[";
  }
}
