package io.bidiclient.emulator.session;

import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.json.JsonObject;
import io.bidiclient.json.JsonSyntaxException;
import io.bidiclient.json.JsonText;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Stands between a session and its wire and lets messages through until the stream's fault strikes.
 * Without a plan it does nothing. On the stream's event loop.
 */
final class FaultInjector {
  private static final int MEBIBYTE = 1 << 20;
  private static final String DELTA = "transcription.delta";

  private final Optional<FaultPlan> plan;
  private final ClientWire wire;
  private final Consumer<Runnable> repeat;
  private final TextFault text;
  private final Queue<String> held = new ArrayDeque<>();
  private long sent;
  private boolean struck;
  private boolean over;
  private boolean silent;
  private boolean reading = true;

  /**
   * An injector that has let nothing through yet.
   *
   * @param repeat does something again and again, until the stream is gone
   */
  FaultInjector(Optional<FaultPlan> plan, ClientWire wire, Consumer<Runnable> repeat) {
    this.plan = plan;
    this.wire = wire;
    this.repeat = repeat;
    this.text = new TextFault(plan.map(FaultPlan::fault));
  }

  /** Sends a message, or what the fault makes of it. */
  void send(String message) {
    if (plan.isPresent() && plan.get().after().isEmpty() && sent >= plan.get().messages()) {
      strike();
    }
    sent++;
    if (over || silent) {
      return;
    }
    if (plan.isPresent()) {
      bent(plan.get().fault(), message);
    } else {
      wire.message(message);
    }
  }

  /** The time of a fault that comes by the clock. */
  void strike() {
    if (!struck && !over) {
      struck = true;
      once(plan.orElseThrow().fault());
    }
  }

  /** Whether the fault has ended the stream. */
  boolean over() {
    return over;
  }

  /** Whether the server still reads. */
  boolean reading() {
    return reading;
  }

  /** What happens at the fault's moment. */
  private void once(Fault fault) {
    switch (fault) {
      case STREAM_ERROR ->
          fail(StreamException.model("the emulator breaks the stream as requested"));
      case INTERNAL_FAILURE -> fail(StreamException.internal("the emulator fails as requested"));
      case RESET -> {
        over = true;
        wire.reset();
      }
      case DROP -> {
        over = true;
        wire.drop();
      }
      case GOAWAY -> {
        over = true;
        wire.goAway();
      }
      case EARLY_END -> {
        over = true;
        wire.end();
      }
      case ERROR_EVENT -> {
        silent = true;
        wire.message(
            EventCodec.encode(new ServerEvent.Failure("the engine is gone", "processing_error")));
      }
      case NOT_JSON -> wire.message("this is not JSON");
      case NOT_UTF8 -> wire.part(new byte[] {'{', '"', (byte) 0xc3, '(', '"'}, true);
      case UNKNOWN_EVENT ->
          wire.message(
              JsonText.object(
                  json -> {
                    json.text("type", "rate_limits.updated");
                    json.texts("limits", List.of("1"));
                  }));
      case NO_OBJECT -> wire.message("[\"transcription.delta\"]");
      case NO_FIELD -> wire.message(JsonText.object(json -> json.text("type", DELTA)));
      case CORRUPT_PRELUDE -> wire.damage();
      case STOPS_READING -> reading = false;
      case REFUSED,
          SILENT,
          NO_CREATED,
          HTTP_400,
          HTTP_403,
          HTTP_424,
          HTTP_429,
          HTTP_500,
          HTTP_503,
          EXPIRED_TOKEN,
          NO_DONE,
          PARTIAL_PARTS,
          DELTAS_AT_END,
          BIG_DONE,
          SLOW_START,
          HTML,
          REDIRECT,
          NO_CONTENT,
          BAD_GATEWAY,
          ESCAPES,
          SPLIT_SURROGATES,
          LONE_SURROGATES,
          EVENTS_AFTER_DONE,
          ENDLESS_EMPTY,
          ENDLESS_TEXT,
          ENDLESS_KEEP_ALIVES -> {}
    }
  }

  /** What a fault that lasts makes of a message; the others have had their moment. */
  private void bent(Fault fault, String message) {
    boolean done = isOf(message, "transcription.done");
    boolean created = isOf(message, "session.created");
    if ((created && fault == Fault.NO_CREATED) || (done && fault == Fault.NO_DONE)) {
      return;
    }
    if (fault == Fault.DELTAS_AT_END) {
      hold(message, done);
    } else if (fault == Fault.PARTIAL_PARTS && struck && read(message).isPresent()) {
      split(with(message, "\u00e9"));
    } else if (fault == Fault.BIG_DONE && done) {
      wire.message(with(message, "x".repeat(MEBIBYTE)));
    } else if (fault == Fault.EVENTS_AFTER_DONE && done) {
      wire.message(message);
      afterDone(message);
    } else if (!done || !goesOn(fault)) {
      if (done) {
        text.rest().ifPresent(wire::message);
      }
      wire.message(text.bend(message));
    }
  }

  /** What no server should say once it is done. */
  private void afterDone(String done) {
    wire.message(
        EventCodec.encode(new ServerEvent.Failure("the engine is gone", "processing_error")));
    wire.message(EventCodec.encode(new ServerEvent.Delta(" AFTERWARDS")));
    wire.message(done);
    wire.message("this is not JSON");
  }

  /** Whether the done is left out for something without end. */
  private boolean goesOn(Fault fault) {
    Optional<Runnable> again =
        switch (fault) {
          case ENDLESS_EMPTY -> Optional.of(() -> delta(""));
          case ENDLESS_TEXT -> Optional.of(() -> delta(" MORE"));
          case ENDLESS_KEEP_ALIVES -> Optional.of(wire::keepAlive);
          default -> Optional.empty();
        };
    again.ifPresent(repeat);
    return again.isPresent();
  }

  private void delta(String words) {
    wire.message(EventCodec.encode(new ServerEvent.Delta(words)));
  }

  private void hold(String message, boolean done) {
    if (!done && isOf(message, DELTA)) {
      held.add(message);
      return;
    }
    while (done && !held.isEmpty()) {
      wire.message(held.remove());
    }
    wire.message(message);
  }

  /** Cuts between the two bytes of the letter, and once before it. */
  private void split(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    int letter = 0;
    while (bytes[letter] >= 0) {
      letter++;
    }
    wire.part(Arrays.copyOfRange(bytes, 0, letter / 2), false);
    wire.part(Arrays.copyOfRange(bytes, letter / 2, letter + 1), false);
    wire.part(Arrays.copyOfRange(bytes, letter + 1, bytes.length), true);
  }

  private void fail(StreamException failure) {
    over = true;
    wire.fail(failure);
  }

  private static boolean isOf(String message, String type) {
    return read(message).flatMap(event -> event.text("type")).filter(type::equals).isPresent();
  }

  /** The message with a field that no client knows. */
  private static String with(String message, String value) {
    JsonObject event = read(message).orElseThrow();
    return JsonText.object(
        json -> {
          json.fields(event);
          json.text("emulator", value);
        });
  }

  /** Empty for another protocol's message, or one that is malformed on purpose. */
  private static Optional<JsonObject> read(String message) {
    try {
      return Optional.of(JsonObject.parse(message));
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }
}
