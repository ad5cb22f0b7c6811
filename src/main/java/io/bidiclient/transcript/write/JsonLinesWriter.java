package io.bidiclient.transcript.write;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.transcript.FinalText;
import io.bidiclient.transcript.Notice;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.SessionStarted;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import java.io.IOException;
import java.io.Writer;

/**
 * A transcript as JSON Lines, version 1: one object a line, each written and flushed as it happens.
 * Deltas without text are counted in the summary and not written. The schema is {@link Schema}.
 */
public final class JsonLinesWriter implements TranscriptWriter, TranscriptEvent.Visitor {
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
  public void write(TranscriptEvent event) throws IOException {
    event.accept(this);
  }

  @Override
  public void started(SessionStarted session) throws IOException {
    line(
        session.at(),
        "session",
        json -> {
          Json.channel(json, session.channel());
          json.writeStringField("id", session.id());
          json.writeStringField(target.kind(), target.name());
          json.writeNumberField("attempt", session.attempt());
          Json.samples(json, "audio_start", session.start());
        });
  }

  @Override
  public void delta(PlacedDelta delta) throws IOException {
    if (delta.text().isEmpty()) {
      return;
    }
    line(
        delta.at(),
        "delta",
        json -> {
          Json.channel(json, delta.channel());
          json.writeStringField("text", delta.text());
          times(json, delta.start(), delta.end(), delta.clock());
        });
  }

  /** Deltas have their own lines; words are left to whoever reads them. */
  @Override
  public void word(Word word) {}

  @Override
  public void passed(WordsPassed passed) {}

  @Override
  public void finalText(FinalText utterance) throws IOException {
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
  public void notice(Notice notice) throws IOException {
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
  public void summary(Summary summary) throws IOException {
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
