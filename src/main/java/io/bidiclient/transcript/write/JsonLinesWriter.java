package io.bidiclient.transcript.write;

import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.FinalText;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.ProblemReported;
import io.bidiclient.transcript.SessionStarted;
import io.bidiclient.transcript.SessionsJoined;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import io.bidiclient.transcript.WarningIssued;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

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
          TranscriptFields.channel(json, session.channel());
          json.text("id", session.id());
          json.text(target.kind(), target.name());
          json.number("attempt", session.attempt());
          TranscriptFields.samples(json, "audio_start", session.start());
        });
  }

  @Override
  public void joined(SessionsJoined event) throws IOException {
    Seam seam = event.seam();
    line(
        event.at(),
        "seam",
        json -> {
          TranscriptFields.channel(json, event.channel());
          TranscriptFields.samples(json, "position", seam.position());
          TranscriptFields.samples(json, "until", seam.until());
          json.number("overlap_words", seam.words());
          json.number("certainty_percent", Math.round(100 * seam.certainty()));
          json.text("choice", seam.choice().name().toLowerCase(Locale.ROOT));
          json.flag("certain", seam.isCertain());
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
          TranscriptFields.channel(json, delta.channel());
          json.text("text", delta.text());
          json.text("original", delta.original());
          times(json, delta.start(), delta.end(), delta.clock());
        });
  }

  /** Deltas have their own lines; words are left to whoever reads them. */
  @Override
  public void word(Word word) {}

  @Override
  public void turn(Turn turn) throws IOException {
    line(
        turn.at(),
        "turn",
        json -> {
          TranscriptFields.channel(json, turn.channel());
          json.text("text", turn.text());
          times(json, turn.start(), turn.end(), turn.clock());
        });
  }

  @Override
  public void passed(WordsPassed passed) {}

  @Override
  public void finalText(FinalText utterance) throws IOException {
    line(
        utterance.at(),
        "final",
        json -> {
          TranscriptFields.channel(json, utterance.channel());
          json.text("text", utterance.text());
          times(json, utterance.start(), utterance.end(), utterance.clock());
          utterance
              .usage()
              .ifPresentOrElse(
                  usage -> json.object("usage", count -> usage(count, usage)),
                  () -> json.nothing("usage"));
        });
  }

  @Override
  public void warning(WarningIssued event) throws IOException {
    Warning warning = event.warning();
    message(event.at(), "warning", event.channel(), warning.code(), warning.message(), "");
  }

  @Override
  public void problem(ProblemReported event) throws IOException {
    Problem problem = event.problem();
    String code = problem.code().label();
    message(event.at(), "error", event.channel(), code, problem.message(), problem.hint());
  }

  private void message(
      long at, String type, Channel channel, String code, String message, String hint)
      throws IOException {
    line(
        at,
        type,
        json -> {
          TranscriptFields.channel(json, channel);
          json.text("code", code);
          json.text("message", message);
          json.text("hint", hint);
        });
  }

  @Override
  public void summary(Summary summary) throws IOException {
    line(summary.at(), "summary", json -> SummaryFields.write(json, summary));
  }

  private static void usage(JsonBody json, Usage usage) {
    json.number("prompt_tokens", usage.promptTokens());
    json.number("completion_tokens", usage.completionTokens());
    json.number("total_tokens", usage.totalTokens());
  }

  private static void times(JsonBody json, long start, long end, TimestampBasis clock) {
    TranscriptFields.samples(json, "start", start);
    TranscriptFields.samples(json, "end", end);
    json.text("clock", clock.label());
  }

  private void line(long at, String type, JsonBody.Fields fields) throws IOException {
    String line =
        JsonText.line(
            json -> {
              json.number("v", 1);
              json.number("seq", seq++);
              TranscriptFields.nanos(json, "t", at);
              json.text("input", input);
              json.text("type", type);
              fields.to(json);
            });
    out.write(line);
    out.flush();
  }
}
