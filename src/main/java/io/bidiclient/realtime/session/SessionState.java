package io.bidiclient.realtime.session;

import io.bidiclient.realtime.protocol.Dialect;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * All that a session knows; immutable.
 *
 * @param settings what it was given
 * @param phase where it stands
 * @param since when it came there, in nanoseconds on the owner's clock
 * @param model the names for the model
 * @param flow what went out and came back
 * @param spoken what the server said
 * @param turns the turns that the server ends by itself, if it does
 * @param told whether an unknown event was already told of
 * @param dialect what the server speaks, as far as that is settled
 * @param id the server's name for the session; empty until it gave one
 */
@RecordBuilder
public record SessionState(
    SessionSettings settings,
    Phase phase,
    long since,
    ModelFallback model,
    StreamCounters flow,
    TextLog spoken,
    SpeechTurns turns,
    boolean told,
    Dialect dialect,
    String id) {
  /** How long the server may take to end its side after {@code transcription.done}. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /** A session whose connection was just asked for. */
  static SessionState start(SessionSettings settings, long now) {
    return new SessionState(
        settings,
        Phase.CONNECTING,
        now,
        names(settings.dialect(), ModelFallback.of(settings.models())),
        StreamCounters.NONE,
        TextLog.NOTHING,
        SpeechTurns.NONE,
        false,
        settings.dialect(),
        "");
  }

  SessionState phase(Phase next, long now) {
    return SessionStateBuilder.builder(this).phase(next).since(now).build();
  }

  SessionState model(ModelFallback next) {
    return SessionStateBuilder.builder(this).model(next).build();
  }

  SessionState flow(StreamCounters next) {
    return SessionStateBuilder.builder(this).flow(next).build();
  }

  SessionState said(String text) {
    return SessionStateBuilder.builder(this).spoken(spoken.plus(text)).build();
  }

  SessionState turns(SpeechTurns next) {
    return SessionStateBuilder.builder(this).turns(next).build();
  }

  /** Ends a turn: what the server says from now on belongs to the next. */
  SessionState turnDone() {
    return SessionStateBuilder.builder(this).spoken(spoken.turnDone()).build();
  }

  /** Settles which dialect is spoken. */
  SessionState dialect(Dialect next) {
    return SessionStateBuilder.builder(this).model(names(next, model)).dialect(next).build();
  }

  /** Keeps the name that the server gives the session. */
  SessionState named(String name) {
    return SessionStateBuilder.builder(this).id(name).build();
  }

  private static ModelFallback names(Dialect dialect, ModelFallback model) {
    return dialect.hasModelAliases() ? model : model.first();
  }

  /** How far the model has heard, at most, in samples since the session's first. */
  public long heard() {
    return dialect.countsFrames() ? flow.heard() : flow.sent();
  }

  SessionState toldOfUnknown() {
    return SessionStateBuilder.builder(this).told(true).build();
  }

  /** Whether the utterance was started and not yet answered to its end. */
  boolean inUtterance() {
    return phase == Phase.STREAMING || phase == Phase.FINISHING;
  }

  /** Until when something must happen, if anything must. */
  public Optional<Deadline> deadline() {
    Timeouts limits = settings.limits();
    return switch (phase) {
      case CONNECTING -> Optional.of(Deadline.of(Deadline.Kind.CONNECT, since, limits.connect()));
      case OPENING -> Optional.of(Deadline.of(Deadline.Kind.SESSION, since, limits.session()));
      case READY -> sending();
      case STREAMING -> {
        Optional<Deadline> sending = sending();
        yield (dialect.countsFrames() ? flow.owes() : flow.owesText())
            ? Optional.of(sending.map(owed()::or).orElseGet(this::owed))
            : sending;
      }
      case FINISHING -> Optional.of(finishing());
      case CLOSING -> Optional.of(Deadline.of(Deadline.Kind.CLOSE, since, GRACE));
      case ENDED -> Optional.empty();
    };
  }

  private Optional<Deadline> sending() {
    return flow.waits() ? Optional.of(answer(flow.waitingSince())) : Optional.empty();
  }

  private Deadline owed() {
    return answer(flow.owingSince()).plus(flow.nothingToSay(dialect.countsFrames()));
  }

  private Deadline answer(long from) {
    return flow.deltas() == 0
        ? Deadline.of(Deadline.Kind.FIRST_DELTA, from, settings.limits().firstDelta())
        : Deadline.of(Deadline.Kind.STALL, from, settings.limits().stall());
  }

  /**
   * The done time-out runs anew with everything that was owed, and not over silence; but whatever
   * the server sends, the wait ends after twice that time-out, and four times the audio that is not
   * yet answered.
   */
  private Deadline finishing() {
    Timeouts limits = settings.limits();
    Duration owed = Duration.ofNanos(flow.owedTime(since));
    if (flow.deltas() == 0) {
      Duration first =
          dialect.countsFrames() ? limits.firstDelta() : limits.firstDelta().plus(owed);
      return Deadline.of(Deadline.Kind.FIRST_DELTA, since, first)
          .plus(flow.nothingToSay(dialect.countsFrames()));
    }
    Deadline progress =
        Deadline.of(Deadline.Kind.DONE, Math.max(since, flow.lastProgress()), limits.done())
            .plus(flow.nothingToSay(dialect.countsFrames()));
    return progress.or(
        Deadline.of(
            Deadline.Kind.DONE,
            since,
            Duration.ofNanos(2 * limits.done().toNanos() + 4 * owed.toNanos())));
  }
}
