package io.bidiclient.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A server's side of one session: reads what the client says, tells what it hears, and writes down
 * what a client must not do.
 */
final class ServerSession {
  private static final String HEARD = "conversation.item.input_audio_transcription.";
  private static final Duration COLD_MODEL = Duration.ofSeconds(100);
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final int EARLY = 40;
  private static final int ENDLESS = 10_000;

  private final SimulatedServer server;
  private final SimulatedConnection connection;
  private final int number;
  private final boolean openAi;
  private final String empty;
  private final StringBuilder spoken = new StringBuilder();
  private Recognizer recognizer;
  private boolean begun;
  private boolean updated;
  private boolean started;
  private boolean finished;
  private boolean done;
  private boolean rut;
  private long expected;
  private long received;
  private long received24;
  private long busyUntil;
  private long deltas;
  private int reached = -1;

  ServerSession(SimulatedServer server, SimulatedConnection connection, int number) {
    this.server = server;
    this.connection = connection;
    this.number = number;
    this.openAi = server.scenario().server().openAi();
    this.empty = written("");
  }

  /** Opens the session. */
  void begin() {
    begun = true;
    busyUntil = server.clock().now();
    connection.say(
        busyUntil,
        openAi
            ? "{\"type\":\"session.created\",\"session\":{\"id\":\"s" + number + "\"}}"
            : "{\"type\":\"session.created\",\"id\":\"s" + number + "\",\"created\":1}");
    if (connection.strikes(FaultKind.COLD_MODEL)) {
      busyUntil += COLD_MODEL.toNanos();
    }
  }

  boolean isOpenAi() {
    return openAi;
  }

  /** Takes a message of the client. */
  void take(Said message) {
    if (!begun) {
      violated("a message before session.created");
      return;
    }
    switch (message.kind()) {
      case UPDATE -> updated = true;
      case AUDIO -> append(message);
      case START -> commit(false);
      case FINAL -> commit(true);
      case UNKNOWN -> violated("a message of an unknown kind, or no whole samples");
    }
  }

  /** The client ended its side. */
  void finished() {
    if (!done) {
      violated("the client ended its side before it was told transcription.done");
    }
    if (!connection.strikes(FaultKind.NEVER_CLOSED)) {
      connection.endAfterAll();
    }
  }

  /** From now on it says nothing but empty deltas. */
  void fallIntoRut() {
    rut = true;
  }

  /** Is done at once, while audio still comes; near its end nobody could tell. */
  Optional<String> doneEarly() {
    long left = server.samples() - (expected == 0 ? server.announced(number) + received : expected);
    if (done || left < 16L * EARLY * server.scenario().chunkMs()) {
      return Optional.empty();
    }
    done = true;
    return Optional.of(doneEvent());
  }

  private void append(Said audio) {
    if (finished) {
      violated("audio after the final commit");
      return;
    }
    if (!openAi && !started) {
      violated("audio before the commit that starts it");
    }
    hear(audio.position() < 0 ? resampled(audio.samples()) : stamped(audio));
  }

  /** Samples at 16 kHz of so many at 24 kHz. */
  private int resampled(int samples) {
    if (recognizer == null) {
      recognizer = server.recognizer(server.announced(number));
    }
    received24 += samples;
    return (int) (received24 * 2 / 3 - received);
  }

  private int stamped(Said audio) {
    if (recognizer == null) {
      recognizer = server.recognizer(audio.position());
    } else if (audio.position() != expected) {
      violated("audio of " + audio.position() + " where " + expected + " follows");
    }
    expected = audio.position() + audio.samples();
    return audio.samples();
  }

  private void hear(int samples) {
    received += samples;
    List<Recognizer.Delta> heard = recognizer.hear(samples);
    work(samples);
    tell(heard);
  }

  private void commit(boolean last) {
    if (!updated) {
      violated("a commit before session.update");
    }
    if (!last) {
      if (started) {
        violated("a second commit that starts");
      }
      started = true;
      return;
    }
    if (finished || recognizer == null) {
      violated(finished ? "a second final commit" : "a final commit without audio");
      return;
    }
    finished = true;
    work(12_760);
    tell(recognizer.finish());
    end();
  }

  private void end() {
    if (connection.strikes(FaultKind.RESET_BEFORE_DONE)) {
      connection.breakAfterAll();
    } else if (connection.strikes(FaultKind.ENDLESS)) {
      repeat(delta(""), ENDLESS);
    } else if (connection.strikes(FaultKind.KEEP_ALIVES)) {
      repeat("{\"type\":\"keep.alive\"}", ENDLESS);
    } else {
      sayDone();
      if (connection.strikes(FaultKind.RESET_AFTER_DONE)) {
        connection.breakAfterAll();
      }
    }
  }

  private void repeat(String event, int times) {
    if (times > 0 && connection.isOpen()) {
      connection.say(server.clock().now(), event);
      server.clock().after(EVERY, () -> repeat(event, times - 1));
    }
  }

  private void sayDone() {
    if (!done) {
      done = true;
      connection.say(busyUntil, doneEvent());
    }
  }

  private String doneEvent() {
    long tokens = server.scenario().server().cadence() == ServerKind.Cadence.HALF ? 2 : 1;
    String usage = "{\"prompt_tokens\":39,\"completion_tokens\":" + tokens * deltas + "}";
    return openAi
        ? "{\"type\":\"" + HEARD + "completed\",\"transcript\":\"" + spoken + "\"}"
        : "{\"type\":\"transcription.done\",\"text\":\"" + spoken + "\",\"usage\":" + usage + "}";
  }

  private void work(int samples) {
    long cost = server.scenario().frameMicros() * 1_000L * samples / 1_280;
    busyUntil = Math.max(busyUntil, server.clock().now()) + cost;
  }

  private void tell(List<Recognizer.Delta> heard) {
    if (done) {
      return;
    }
    for (Recognizer.Delta part : heard) {
      String said = rut ? "" : part.text();
      spoken.append(said);
      if (rut && part.word() >= 0) {
        server.silenced(Math.min(reached + 1, part.word()), part.word());
      }
      reached = part.word();
      deltas++;
      connection.say(busyUntil, delta(said), rut ? Recognizer.Delta.NOTHING : part);
    }
  }

  private String delta(String text) {
    return text.isEmpty() ? empty : written(text);
  }

  private String written(String text) {
    return openAi
        ? "{\"type\":\"" + HEARD + "delta\",\"delta\":\"" + text + "\"}"
        : "{\"type\":\"transcription.delta\",\"delta\":\"" + text + "\"}";
  }

  private void violated(String what) {
    server.violated(number, what);
  }
}
