package io.bidiclient.transcript.write;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.transcript.FinalText;
import io.bidiclient.transcript.Notice;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.SessionStarted;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.TranscriptWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * A transcript as JSON Lines, version 1: one object a line, each written and flushed as it happens.
 * Deltas without text are counted in the summary and not written. The schema is {@link Schema}.
 */
public final class JsonLinesWriter implements TranscriptWriter {
  private final Writer out;
  private final String input;
  private final Target target;
  private long seq;

  /**
   * Lines on the given writer, which is flushed after each and never closed. Each line is one call
   * of its {@code write}: several inputs may share a writer that takes a call as a whole.
   *
   * @param input what the input is called
   */
  public JsonLinesWriter(Writer out, String input, Target target) {
    this.out = out;
    this.input = input;
    this.target = target;
  }

  @Override
  public void opened(SessionStarted opening) throws IOException {
    line(
        opening.at(),
        "session",
        json -> {
          Json.channel(json, opening.channel());
          json.writeStringField("id", opening.id());
          json.writeStringField(target.kind(), target.name());
          json.writeNumberField("attempt", opening.attempt());
          Json.samples(json, "audio_start", opening.start());
        });
  }

  @Override
  public void heard(PlacedDelta piece) throws IOException {
    if (piece.text().isEmpty()) {
      return;
    }
    line(
        piece.at(),
        "delta",
        json -> {
          Json.channel(json, piece.channel());
          json.writeStringField("text", piece.text());
          times(json, piece.start(), piece.end(), piece.clock());
        });
  }

  @Override
  public void done(FinalText utterance) throws IOException {
    line(
        utterance.at(),
        "final",
        json -> {
          Json.channel(json, utterance.channel());
          json.writeStringField("text", utterance.text());
          times(json, utterance.start(), utterance.end(), utterance.clock());
          if (utterance.usage().isEmpty()) {
            json.writeNullField("usage");
            return;
          }
          json.writeObjectFieldStart("usage");
          json.writeNumberField("prompt_tokens", utterance.usage().get().promptTokens());
          json.writeNumberField("completion_tokens", utterance.usage().get().completionTokens());
          json.writeNumberField("total_tokens", utterance.usage().get().totalTokens());
          json.writeEndObject();
        });
  }

  @Override
  public void told(Notice notice) throws IOException {
    line(
        notice.at(),
        notice.failure() ? "error" : "warning",
        json -> {
          Json.channel(json, notice.channel());
          json.writeStringField("code", notice.code());
          json.writeStringField("message", notice.message());
          json.writeStringField("hint", notice.hint());
        });
  }

  @Override
  public void end(Summary summary) throws IOException {
    line(summary.at(), "summary", json -> SummaryFields.write(json, summary));
  }

  private static void times(JsonGenerator json, long start, long end, TimestampBasis clock)
      throws IOException {
    Json.samples(json, "start", start);
    Json.samples(json, "end", end);
    json.writeStringField("clock", clock.label());
  }

  private void line(long at, String type, Json.Fields fields) throws IOException {
    String line =
        Json.object(
            json -> {
              json.writeNumberField("v", 1);
              json.writeNumberField("seq", seq++);
              Json.nanos(json, "t", at);
              json.writeStringField("input", input);
              json.writeStringField("type", type);
              fields.to(json);
            });
    out.write(line + "\n");
    out.flush();
  }
}
