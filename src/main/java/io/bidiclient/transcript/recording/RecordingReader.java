package io.bidiclient.transcript.recording;

import io.bidiclient.json.JsonObject;
import io.bidiclient.json.JsonSyntaxException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.Target;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Reads what {@link RecordingWriter} wrote, line by line. Owned by one thread. */
public final class RecordingReader implements Closeable {
  private final BufferedReader in;
  private final Recording head;
  private long number;

  /**
   * Reads the head of a recording.
   *
   * @param in owned by the reader from now on
   * @throws IOException also when it is no recording, with a message for people
   */
  public RecordingReader(BufferedReader in) throws IOException {
    this.in = in;
    Line line = read().orElseThrow(() -> new IOException("it is empty"));
    if (line.number("recording") != Recording.VERSION) {
      throw new IOException("it is of version " + line.number("recording"));
    }
    Target target = new Target(line.text("kind"), line.text("target"));
    head = new Recording(line.text("input"), target, line.is("paced"));
  }

  /** Takes what was recorded. */
  public interface Listener {
    /** What the wire did; see {@link RecordingWriter#wire}. */
    default void wire(long at, int connection, String what, String text) throws IOException {}

    /** An event. */
    default void event(long at, TranscriptionEvent event) throws IOException {}
  }

  /** What stands at the head. */
  public Recording head() {
    return head;
  }

  /** Tells the next line; false at the end. A last line that was cut short is the end. */
  public boolean next(Listener listener) throws IOException {
    Optional<Line> next = read();
    if (next.isEmpty()) {
      return false;
    }
    Line line = next.get();
    long at = line.number("t");
    if (line.has("wire")) {
      int connection = (int) line.number("connection");
      listener.wire(at, connection, line.text("wire"), line.text("text"));
    } else {
      listener.event(at, event(line));
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private TranscriptionEvent event(Line line) throws IOException {
    String name = line.text("event");
    return switch (name) {
      case "sent" ->
          new TranscriptionEvent.AudioSent(
              line.number("start"), line.number("end"), line.decimal("level"));
      case "heard" -> TimedText.of(line.text("text"), line.number("samples"));
      case "reached" ->
          new SessionProgress(
              (int) line.number("session"),
              line.one(SessionProgress.Stage.class, "stage"),
              line.text("id"),
              line.number("start"),
              line.number("sent"),
              line.number("deltas"),
              line.is("counted"));
      case "done" -> new TranscriptionEvent.UtteranceDone(line.text("text"), usage(line));
      case "joined" ->
          new Seam(
              line.number("position"),
              line.number(line.has("until") ? "until" : "position"),
              (int) line.number("words"),
              Double.parseDouble(line.text("certainty")),
              line.one(Seam.Choice.class, "choice"));
      case "told" -> message(line);
      case "ended" -> new RunEnded(line.one(RunStatus.class, "status"), delivery(line));
      default -> throw new IOException("line " + number + " holds an unknown event: " + name);
    };
  }

  private static TranscriptionEvent message(Line line) throws IOException {
    String code = line.text("code");
    String message = line.text("message");
    return line.is("failure")
        ? new TranscriptionEvent.WentWrong(
            new Problem(ExitCode.of(code), message, line.text("hint")))
        : new TranscriptionEvent.Warned(new Warning(code, message));
  }

  private static Optional<Usage> usage(Line line) throws IOException {
    return line.has("completion_tokens")
        ? Optional.of(new Usage(line.number("prompt_tokens"), line.number("completion_tokens")))
        : Optional.empty();
  }

  private static Delivery delivery(Line line) throws IOException {
    return new Delivery(
        line.number("read"),
        line.number("sent"),
        line.text("sha256"),
        line.number("frames"),
        (int) line.number("sessions"),
        (int) line.number("retries"),
        line.has("seams") ? (int) line.number("seams") : 0,
        line.has("uncertain_seams") ? (int) line.number("uncertain_seams") : 0);
  }

  private Optional<Line> read() throws IOException {
    String text = in.readLine();
    if (text == null) {
      return Optional.empty();
    }
    number++;
    try {
      return Optional.of(new Line(JsonObject.parse(text), number));
    } catch (JsonSyntaxException e) {
      if (number > 1 && in.readLine() == null) {
        return Optional.empty();
      }
      throw new IOException("line " + number + " is not of a recording", e);
    }
  }

  /** The fields of a line. */
  private record Line(JsonObject fields, long number) {
    boolean has(String name) {
      return fields.names().contains(name);
    }

    String text(String name) throws IOException {
      return field(name, fields.text(name));
    }

    long number(String name) throws IOException {
      return field(name, fields.whole(name));
    }

    double decimal(String name) throws IOException {
      return field(name, fields.number(name));
    }

    boolean is(String name) throws IOException {
      return field(name, fields.flag(name));
    }

    private <T> T field(String name, Optional<T> value) throws IOException {
      return value.orElseThrow(
          () ->
              new IOException(
                  "line "
                      + number
                      + (has(name) ? ": " + name + " is not as it should be" : " has no " + name)));
    }

    <E extends Enum<E>> E one(Class<E> type, String name) throws IOException {
      try {
        return Enum.valueOf(type, text(name));
      } catch (IllegalArgumentException e) {
        throw new IOException("line " + number + ": unknown " + name + " " + text(name), e);
      }
    }
  }
}
