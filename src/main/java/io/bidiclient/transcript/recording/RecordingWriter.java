package io.bidiclient.transcript.recording;

import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonFields;
import io.bidiclient.json.JsonText;
import io.bidiclient.realtime.Result.Delivery;
import io.bidiclient.realtime.SessionProgress;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.RunEvent;
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
  public void event(long at, RunEvent event) throws IOException {
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

  private void line(JsonFields fields) throws IOException {
    String line = JsonText.line(fields);
    synchronized (this) {
      out.write(line);
      out.flush();
    }
  }

  private record Named(String name, JsonFields fields) {}

  /** The fields of each event. */
  private static final class Fields implements RunEvent.Visitor<Named> {
    @Override
    public Named sent(RunEvent.Sent event) {
      return new Named(
          "sent",
          json -> {
            json.number("start", event.start());
            json.number("end", event.end());
            json.number("level", event.levelDbfs());
          });
    }

    @Override
    public Named heard(RunEvent.Heard event) {
      return new Named(
          "heard",
          json -> {
            json.exactText("text", event.text());
            json.number("samples", event.samples());
          });
    }

    @Override
    public Named reached(RunEvent.Reached event) {
      SessionProgress milestone = event.milestone();
      return new Named(
          "reached",
          json -> {
            json.number("session", milestone.session());
            json.text("stage", milestone.stage().name());
            json.text("id", milestone.id());
            json.number("start", milestone.start());
            json.number("sent", milestone.sent());
            json.number("deltas", milestone.deltas());
            json.flag("counted", milestone.counted());
          });
    }

    @Override
    public Named done(RunEvent.Done event) {
      return new Named(
          "done",
          json -> {
            json.exactText("text", event.text());
            usage(json, event.usage());
          });
    }

    @Override
    public Named joined(RunEvent.Joined event) {
      return new Named(
          "joined",
          json -> {
            json.number("position", event.seam().position());
            json.number("words", event.seam().words());
            json.text("certainty", Double.toString(event.seam().certainty()));
            json.text("choice", event.seam().choice().name());
          });
    }

    @Override
    public Named told(RunEvent.Told event) {
      return new Named(
          "told",
          json -> {
            json.flag("failure", event.failure());
            json.text("code", event.code());
            json.text("message", event.message());
            json.text("hint", event.hint());
          });
    }

    @Override
    public Named ended(RunEvent.Ended event) {
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
