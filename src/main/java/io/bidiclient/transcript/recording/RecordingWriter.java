package io.bidiclient.transcript.recording;

import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Keeps a run in a file, a JSON object a line: every message of the wire both ways, and every event
 * that the outputs were made from, each with its time in nanoseconds. No credentials are among
 * them: those travel in headers. Safe for use from many threads.
 */
public final class RecordingWriter implements Closeable {
  private final Writer out;

  /** Begins a recording on the writer, which it owns. */
  public RecordingWriter(Writer out, Recording head) throws IOException {
    this.out = out;
    line(
        json -> {
          json.number("recording", Recording.VERSION);
          json.text("input", head.input());
          json.text("kind", head.target().kind());
          json.text("target", head.target().name());
          json.flag("paced", head.paced());
        });
  }

  /**
   * Keeps what the wire did.
   *
   * @param connection counts the run's connections from 1
   * @param what {@code open}, {@code up}, {@code down} or {@code close}
   * @param text the message, or why it was closed
   */
  public void wire(long at, int connection, String what, String text) throws IOException {
    line(
        json -> {
          json.number("t", at);
          json.text("wire", what);
          json.number("connection", connection);
          json.exactText("text", text);
        });
  }

  /** Keeps an event. */
  public void event(long at, TranscriptionEvent event) throws IOException {
    Named named = event.accept(new Fields());
    line(
        json -> {
          json.number("t", at);
          json.text("event", named.name());
          named.fields().to(json);
        });
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  private void line(JsonBody.Fields fields) throws IOException {
    String line = JsonText.line(fields);
    synchronized (this) {
      out.write(line);
      out.flush();
    }
  }

  private record Named(String name, JsonBody.Fields fields) {}

  /** The fields of each event. */
  private static final class Fields implements TranscriptionEvent.Visitor<Named> {
    @Override
    public Named audioSent(TranscriptionEvent.AudioSent event) {
      return new Named(
          "sent",
          json -> {
            json.number("start", event.start());
            json.number("end", event.end());
            json.number("level", event.levelDbfs());
          });
    }

    @Override
    public Named text(TimedText event) {
      return new Named(
          "heard",
          json -> {
            json.exactText("text", event.text());
            json.number("samples", event.time());
          });
    }

    @Override
    public Named progress(SessionProgress progress) {
      return new Named(
          "reached",
          json -> {
            json.number("session", progress.session());
            json.text("stage", progress.stage().name());
            json.text("id", progress.id());
            json.number("start", progress.start());
            json.number("sent", progress.sent());
            json.number("deltas", progress.deltas());
            json.flag("counted", progress.counted());
          });
    }

    @Override
    public Named utteranceDone(TranscriptionEvent.UtteranceDone event) {
      return new Named(
          "done",
          json -> {
            json.exactText("text", event.text());
            usage(json, event.usage());
          });
    }

    @Override
    public Named joined(Seam seam) {
      return new Named(
          "joined",
          json -> {
            json.number("position", seam.position());
            json.number("until", seam.until());
            json.number("words", seam.words());
            json.text("certainty", Double.toString(seam.certainty()));
            json.text("choice", seam.choice().name());
          });
    }

    @Override
    public Named warned(Warning warning) {
      return message(false, warning.code(), warning.message(), "");
    }

    @Override
    public Named wentWrong(Problem problem) {
      return message(true, problem.code().label(), problem.message(), problem.hint());
    }

    private static Named message(boolean failure, String code, String message, String hint) {
      return new Named(
          "told",
          json -> {
            json.flag("failure", failure);
            json.text("code", code);
            json.text("message", message);
            json.text("hint", hint);
          });
    }

    @Override
    public Named ended(RunEnded event) {
      Delivery delivery = event.delivery();
      return new Named(
          "ended",
          json -> {
            json.text("status", event.status().name());
            json.number("read", delivery.read());
            json.number("sent", delivery.sent());
            json.text("sha256", delivery.sha256());
            json.number("frames", delivery.frames());
            json.number("sessions", delivery.sessions());
            json.number("retries", delivery.retries());
            json.number("seams", delivery.seams());
            json.number("uncertain_seams", delivery.uncertainSeams());
          });
    }

    private static void usage(JsonBody json, Optional<Usage> usage) {
      if (usage.isPresent()) {
        json.number("prompt_tokens", usage.get().promptTokens());
        json.number("completion_tokens", usage.get().completionTokens());
      }
    }
  }
}
