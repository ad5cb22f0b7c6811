package io.bidiclient.realtime.session;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session on one connection: steps its state and does what the steps ask of the wire; all else
 * goes to its owner. Owned by the run's thread, to which the wire's threads post.
 */
public final class SessionConnection {
  /** Messages that may be on their way to the wire: at 80 ms a chunk, a little over a second. */
  private static final int MOST_UNACKNOWLEDGED = 16;

  /** Messages of the server after which more are asked for: each time wakes the wire's thread. */
  private static final int TAKEN_AT_ONCE = Transport.WINDOW / 4;

  /** Characters of a message that are logged. */
  private static final int MOST_LOGGED = 200;

  private static final Logger LOG = LoggerFactory.getLogger(SessionConnection.class);

  /** What the owner of a link is told, on the run's thread. */
  public interface Owner {
    /** A link is being made; returns its number. */
    int asked();

    /** It came a step further; what follows from the step is not yet done. */
    void reached(SessionConnection link);

    /** The model transcribed a frame; samples count from the first that this link sent. */
    void delta(SessionConnection link, ServerEvent.Delta delta, long samples);

    /** Something else that is passed on. */
    void take(SessionConnection link, TranscriptionEvent event);

    /** The last call. */
    void ended(SessionConnection link, Outcome outcome);
  }

  private final Owner owner;
  private final Scheduler scheduler;
  private final LongSupplier now;
  private final long opened;
  private final Instant asked;
  private final int number;
  private Connection connection;
  private SessionState state;
  private Optional<Deadline> deadline;
  private boolean takesAudio;
  private boolean audioEnded;
  private int taken;
  private Optional<ClientEvent.Visitor<List<String>>> encoder = Optional.empty();

  private SessionConnection(
      SessionSettings settings, Owner owner, Scheduler scheduler, LongSupplier now, int number) {
    this.owner = owner;
    this.scheduler = scheduler;
    this.asked = scheduler.instant();
    this.now = now;
    this.opened = now.getAsLong();
    this.number = number;
    this.state = SessionState.start(settings, opened);
    this.deadline = state.deadline();
  }

  /**
   * Asks for a connection.
   *
   * @param scheduler takes what is to run on the run's thread
   * @param now nanoseconds on the run's clock
   */
  public static SessionConnection open(
      Transport transport,
      SessionSettings settings,
      Owner owner,
      Scheduler scheduler,
      LongSupplier now) {
    SessionConnection link = new SessionConnection(settings, owner, scheduler, now, owner.asked());
    link.connection = transport.connect(link.new Wire());
    return link;
  }

  /** Whether a chunk may be sent now. */
  public boolean takesAudio() {
    return takesAudio
        && state.phase() != Phase.ENDED
        && state.flow().unacknowledged() < MOST_UNACKNOWLEDGED;
  }

  /**
   * Sends a chunk, or the first one and the commit that starts the utterance.
   *
   * @param owed whether the server is to say something to it
   */
  public void send(AudioChunk chunk, boolean owed) {
    step(new Signal.Audio(chunk, owed));
  }

  /** Ends the utterance, or the session where no audio was sent. Nothing follows from it twice. */
  public void endAudio() {
    if (!audioEnded) {
      audioEnded = true;
      takesAudio = false;
      step(new Signal.AudioEnded());
    }
  }

  public void tick() {
    if (deadline.isPresent() && deadline.get().until() <= now.getAsLong()) {
      step(new Signal.Ticked());
    }
  }

  /**
   * Where it stands.
   *
   * @param from first sample of the input's time line that it is sent
   */
  public SessionProgress progress(long from) {
    SessionProgress.Stage stage =
        switch (state.phase()) {
          case CONNECTING -> SessionProgress.Stage.ASKED;
          case OPENING -> SessionProgress.Stage.CONNECTED;
          case READY -> SessionProgress.Stage.CREATED;
          case STREAMING -> SessionProgress.Stage.STREAMING;
          case FINISHING -> SessionProgress.Stage.FINISHING;
          case CLOSING -> SessionProgress.Stage.DONE;
          case ENDED -> SessionProgress.Stage.ENDED;
        };
    StreamCounters flow = state.flow();
    boolean counted = state.dialect().countsFrames();
    return new SessionProgress(
        number, stage, state.id(), from, flow.sent(), flow.deltas(), counted);
  }

  /** Until when something must happen, if anything must. */
  public Optional<Deadline> deadline() {
    return deadline;
  }

  public void abort() {
    connection.abort();
  }

  public SessionState state() {
    return state;
  }

  /** How long its credentials were good for when it was asked for, if they expire. */
  public Optional<Duration> signed() {
    return connection.goodUntil().map(until -> Duration.between(asked, until));
  }

  /** Its place among the links of the run, from 1. */
  public int number() {
    return number;
  }

  /** The server's name for the session; empty until it gave one. */
  public String id() {
    return state.id();
  }

  /** How long ago it was asked for, in nanoseconds. */
  public long age() {
    return now.getAsLong() - opened;
  }

  private void step(Signal signal) {
    Step step = Session.step(state, signal, now.getAsLong());
    boolean further = step.state().phase() != state.phase();
    state = step.state();
    deadline = state.deadline();
    if (further) {
      owner.reached(this);
    }
    for (Effect effect : step.effects()) {
      effect.accept(new Performer());
    }
  }

  /** Posts what the wire says. */
  private final class Wire implements Transport.Listener {
    @Override
    public void opened() {
      scheduler.post(() -> step(new Signal.Opened()));
    }

    @Override
    public void received(String message) {
      scheduler.post(
          () -> {
            step(new Signal.Received(message));
            taken++;
            if (taken == TAKEN_AT_ONCE) {
              taken = 0;
              connection.request(TAKEN_AT_ONCE);
            }
          });
    }

    @Override
    public void closed(CloseReason reason) {
      scheduler.post(() -> step(new Signal.Closed(reason)));
    }
  }

  /** Does what the session asks for. */
  private final class Performer implements Effect.Visitor<Void> {
    @Override
    public Void send(ClientEvent event) {
      encoder = encoder.or(() -> Optional.of(state.dialect().encoder()));
      CompletionStage<Void> sent = CompletableFuture.completedFuture(null);
      for (String message : event.accept(encoder.get())) {
        sent = connection.send(message);
      }
      sent.thenRun(() -> scheduler.post(() -> step(new Signal.Acknowledged())));
      return null;
    }

    @Override
    public Void takeAudio() {
      takesAudio = true;
      return null;
    }

    @Override
    public Void delta(Effect.Delta delta) {
      owner.delta(SessionConnection.this, delta.event(), delta.samples());
      return null;
    }

    @Override
    public Void report(TranscriptionEvent event) {
      owner.take(SessionConnection.this, event);
      return null;
    }

    @Override
    public Void ignore(String what) {
      String start = what.length() > MOST_LOGGED ? what.substring(0, MOST_LOGGED) + "..." : what;
      LOG.debug("ignored after transcription.done: {}", start);
      return null;
    }

    @Override
    public Void finish() {
      connection.finish();
      return null;
    }

    @Override
    public Void abort() {
      connection.abort();
      return null;
    }

    @Override
    public Void end(Outcome outcome) {
      owner.ended(SessionConnection.this, outcome);
      return null;
    }
  }
}
