package io.bidiclient.simulation;

import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One connection: carries messages both ways with its latency, and breaks as planned. Messages for
 * the client wait until it asks for them.
 */
final class SimulatedConnection implements Connection {
  private static final Duration COLD_START = Duration.ofSeconds(12);
  private static final Duration LATE = Duration.ofSeconds(5);
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final Duration STEP = Duration.ofHours(1);
  private static final int MOST_WAITING = 64;

  /** An event, and what was heard that it tells. */
  private record Message(String text, Recognizer.Delta heard) {
    Message(String text) {
      this(text, Recognizer.Delta.NOTHING);
    }
  }

  private final SimulatedServer server;
  private final int number;
  private final List<PlannedFault> faults;
  private final Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
  private final Transport.Listener listener;
  private final ServerSession session;
  private final Queue<Message> undelivered = new ArrayDeque<>();
  private final VirtualClock.Line upwards;
  private final VirtualClock.Line downwards;
  private final long latency;
  private long credit = Transport.WINDOW;
  private long arrival;
  private long delivery;
  private long delay;
  private int unacknowledged;
  private int events;
  private int chunks;
  private int messages;
  private boolean dead;
  private boolean aborted;
  private boolean closed;
  private boolean mute;
  private boolean dropsNow;
  private boolean endsNow;
  private boolean expiresNow;
  private Optional<Instant> goodUntil = Optional.empty();

  SimulatedConnection(
      SimulatedServer server, int number, List<PlannedFault> faults, Transport.Listener listener) {
    this.server = server;
    this.number = number;
    this.faults = faults;
    faults.forEach(fault -> kinds.add(fault.kind()));
    this.listener = listener;
    this.upwards = server.clock().line();
    this.downwards = server.clock().line();
    this.latency = Duration.ofMillis(server.scenario().latencyMs()).toNanos();
    this.session = new ServerSession(server, this, number);
  }

  /** Begins to connect. */
  void open() {
    VirtualClock clock = server.clock();
    long answered = clock.now() + latency;
    if (strikes(FaultKind.REFUSE)) {
      clock.at(answered, () -> close(failed(Category.NETWORK, "refused")));
    } else if (strikes(FaultKind.THROTTLE)) {
      clock.at(answered, () -> close(failed(Category.THROTTLED, "too many requests")));
    } else if (!strikes(FaultKind.NO_ANSWER)) {
      faults.stream()
          .filter(fault -> fault.kind() == FaultKind.SHORT_CREDENTIALS)
          .forEach(fault -> expireAfter(Duration.ofSeconds(fault.after())));
      clock.at(answered, this::opened);
      if (!strikes(FaultKind.NO_SESSION)) {
        long wait = strikes(FaultKind.COLD_START) ? COLD_START.toNanos() : 0;
        clock.at(answered + latency + wait, session::begin);
      }
    }
  }

  @Override
  public Optional<Instant> goodUntil() {
    return goodUntil;
  }

  @Override
  public CompletionStage<Void> send(String message) {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    Said said =
        message.equals(DirectDialect.EVENT)
            ? Said.of(server.direct().next())
            : Said.of(message, session.isOpenAi());
    if (closed || aborted) {
      taken.completeExceptionally(new IllegalStateException("the connection is closed"));
      return taken;
    }
    unacknowledged++;
    if (unacknowledged > MOST_WAITING) {
      server.violated(number, unacknowledged + " messages sent and not yet taken");
    }
    long pause = has(FaultKind.SLOW_READER) ? SLOW.toNanos() : 0;
    arrival = Math.max(arrival, server.clock().now() + latency) + pause;
    upwards.at(arrival, () -> arrived(said, taken));
    return taken;
  }

  @Override
  public void request(long messages) {
    credit += messages;
    deliver();
  }

  @Override
  public void finish() {
    arrival = Math.max(arrival, server.clock().now() + latency);
    upwards.at(
        arrival,
        () -> {
          if (!dead && !aborted) {
            session.finished();
          }
        });
  }

  @Override
  public void abort() {
    if (!aborted && !closed) {
      aborted = true;
      server.clock().at(server.clock().now(), () -> close(failed(Category.NETWORK, "aborted")));
    }
  }

  /** Whether neither side has ended it. */
  boolean isOpen() {
    return !closed && !aborted;
  }

  /** Whether a fault is planned for it. */
  boolean has(FaultKind kind) {
    return kinds.contains(kind);
  }

  /** Whether a fault is planned; counts it as having struck. */
  boolean strikes(FaultKind kind) {
    boolean planned = has(kind);
    if (planned) {
      server.struck(kind);
    }
    return planned;
  }

  /** Sends an event to the client at a time. */
  void say(long time, String event) {
    say(time, event, Recognizer.Delta.NOTHING);
  }

  /** The same for an event that tells what was heard. */
  void say(long time, String event, Recognizer.Delta heard) {
    delivery = Math.max(delivery, Math.max(time, server.clock().now()) + latency);
    downwards.at(delivery + delay, () -> said(event, heard));
  }

  /** The server ends its side when all that was said is delivered. */
  void endAfterAll() {
    downwards.at(delivery + delay, () -> close(new CloseReason.Ended()));
  }

  /** The connection breaks when all that was said is delivered. */
  void breakAfterAll() {
    downwards.at(delivery + delay, () -> close(failed(Category.NETWORK, "reset by peer")));
  }

  private void expireAfter(Duration time) {
    server.struck(FaultKind.SHORT_CREDENTIALS);
    goodUntil = Optional.of(server.scheduler().instant().plus(time));
    server.clock().after(time, () -> close(failed(Category.AUTH, "the security token is expired")));
  }

  private void opened() {
    if (!aborted && !closed) {
      listener.opened();
    }
  }

  private void arrived(Said message, CompletableFuture<Void> taken) {
    if (dead) {
      return;
    }
    unacknowledged--;
    if (closed || aborted) {
      taken.completeExceptionally(new IllegalStateException("the connection is closed"));
      return;
    }
    taken.complete(null);
    messages++;
    boolean audio = message.kind() == Said.Kind.AUDIO;
    chunks += audio ? 1 : 0;
    for (PlannedFault fault : faults) {
      boolean due =
          switch (fault.kind()) {
            case DROP_AFTER_AUDIO -> audio && fault.after() == chunks;
            case DROP_AT_MESSAGE -> fault.after() == messages;
            case DROP_AT_COMMIT -> chunks > 0 && !audio;
            default -> false;
          };
      if (due) {
        server.struck(fault.kind());
        close(failed(Category.NETWORK, "reset by peer"));
        return;
      }
    }
    session.take(message);
  }

  private void said(String event, Recognizer.Delta heard) {
    if (dead || closed || aborted || mute) {
      return;
    }
    events++;
    String said = event;
    for (PlannedFault fault : faults) {
      if (fault.after() == events) {
        said = strike(fault.kind(), said, heard);
      }
    }
    if (!mute) {
      undelivered.add(new Message(said, heard));
    }
    deliver();
    end();
  }

  private String strike(FaultKind kind, String event, Recognizer.Delta heard) {
    switch (kind) {
      case DROP -> dropsNow = true;
      case GO_AWAY -> endsNow = true;
      case EXPIRED -> expiresNow = true;
      case HALF_OPEN -> dead = true;
      case KILLED -> server.scheduler().kill();
      case CLOCK_STEP -> server.scheduler().step(events % 2 == 0 ? STEP : STEP.negated());
      case MUTE -> mute = true;
      case RUT -> session.fallIntoRut();
      case LATE -> delay += LATE.toNanos();
      case DUPLICATED -> {
        undelivered.add(new Message(event, heard));
        server.doubled(heard);
      }
      case TRUNCATED -> {
        server.struck(kind);
        return event.substring(0, event.length() / 2);
      }
      case EARLY_DONE -> {
        session.doneEarly().ifPresent(done -> undelivered.add(new Message(done)));
        server.struck(kind);
        return event;
      }
      case ERROR ->
          undelivered.add(
              new Message(
                  "{\"type\":\"error\",\"error\":\"out of"
                      + " memory\",\"code\":\"processing_error\"}"));
      default -> {
        return event;
      }
    }
    server.struck(kind);
    return event;
  }

  private void end() {
    if (dropsNow) {
      close(failed(Category.NETWORK, "reset by peer"));
    } else if (endsNow) {
      close(new CloseReason.Ended());
    } else if (expiresNow) {
      close(failed(Category.AUTH, "the security token is expired"));
    }
  }

  private void deliver() {
    while (credit > 0 && !undelivered.isEmpty() && !closed && !aborted) {
      credit--;
      Message message = undelivered.remove();
      server.delivered(number, message.heard().word());
      listener.received(message.text());
    }
  }

  private void close(CloseReason reason) {
    if (!closed) {
      closed = true;
      listener.closed(reason);
    }
  }

  private static CloseReason failed(Category category, String why) {
    return new CloseReason.Failed(new TransportException(category, why, "try again"));
  }
}
