package io.bidiclient.transcript.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.realtime.Result.Delivery;
import io.bidiclient.realtime.SessionProgress;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.RunEvent;
import io.bidiclient.transcript.write.Json;
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
          json.writeNumberField("recording", Recording.VERSION);
          json.writeStringField("input", head.input());
          json.writeStringField("kind", head.target().kind());
          json.writeStringField("target", head.target().name());
          json.writeBooleanField("paced", head.paced());
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
          json.writeNumberField("t", at);
          json.writeStringField("wire", what);
          json.writeNumberField("connection", connection);
          json.writeStringField("text", text);
        });
  }

  /** Keeps an event. */
  public void event(long at, RunEvent event) throws IOException {
    Named named = event.accept(new Fields());
    line(
        json -> {
          json.writeNumberField("t", at);
          json.writeStringField("event", named.name());
          named.fields().to(json);
        });
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  private void line(Json.Fields fields) throws IOException {
    String line = Json.object(fields) + "\n";
    synchronized (this) {
      out.write(line);
      out.flush();
    }
  }

  private record Named(String name, Json.Fields fields) {}

  /** The fields of each event. */
  private static final class Fields implements RunEvent.Visitor<Named> {
    @Override
    public Named sent(RunEvent.Sent event) {
      return new Named(
          "sent",
          json -> {
            json.writeNumberField("start", event.start());
            json.writeNumberField("end", event.end());
            json.writeNumberField("level", event.levelDbfs());
          });
    }

    @Override
    public Named heard(RunEvent.Heard event) {
      return new Named(
          "heard",
          json -> {
            json.writeStringField("text", event.text());
            json.writeNumberField("samples", event.samples());
          });
    }

    @Override
    public Named reached(RunEvent.Reached event) {
      SessionProgress milestone = event.milestone();
      return new Named(
          "reached",
          json -> {
            json.writeNumberField("session", milestone.session());
            json.writeStringField("stage", milestone.stage().name());
            json.writeStringField("id", milestone.id());
            json.writeNumberField("start", milestone.start());
            json.writeNumberField("sent", milestone.sent());
            json.writeNumberField("deltas", milestone.deltas());
            json.writeBooleanField("counted", milestone.counted());
          });
    }

    @Override
    public Named done(RunEvent.Done event) {
      return new Named(
          "done",
          json -> {
            json.writeStringField("text", event.text());
            usage(json, event.usage());
          });
    }

    @Override
    public Named told(RunEvent.Told event) {
      return new Named(
          "told",
          json -> {
            json.writeBooleanField("failure", event.failure());
            json.writeStringField("code", event.code());
            json.writeStringField("message", event.message());
            json.writeStringField("hint", event.hint());
          });
    }

    @Override
    public Named ended(RunEvent.Ended event) {
      Delivery delivery = event.delivery();
      return new Named(
          "ended",
          json -> {
            json.writeStringField("status", event.status().name());
            json.writeNumberField("read", delivery.read());
            json.writeNumberField("sent", delivery.sent());
            json.writeStringField("sha256", delivery.sha256());
            json.writeNumberField("frames", delivery.frames());
            json.writeNumberField("sessions", delivery.sessions());
            json.writeNumberField("retries", delivery.retries());
          });
    }

    private static void usage(JsonGenerator json, Optional<Usage> usage) throws IOException {
      if (usage.isPresent()) {
        json.writeNumberField("prompt_tokens", usage.get().promptTokens());
        json.writeNumberField("completion_tokens", usage.get().completionTokens());
      }
    }
  }
}
