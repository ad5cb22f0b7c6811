package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.session.Deadline;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.realtime.session.SessionState;
import io.bidiclient.realtime.session.StreamCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A stretch of the time line together with the session that transcribes it now, if there is one.
 * Owned by the run's thread.
 */
final class Section {
  /** Loud input over which the model said nothing for so long is no pause in the speech. */
  private static final long RUT = 20L * AudioChunk.RATE;

  /** What is loud, in dBFS: speech is, a quiet room is not. */
  private static final double LOUD = -35;

  private final TimelineSegment stretch;
  private final List<TimedText> unprinted = new ArrayList<>();
  private Optional<SessionConnection> link = Optional.empty();
  private OverlapFilter echo = OverlapFilter.none();
  private long from;
  private long position;
  private long notBefore;
  private long mutedOver;
  private boolean told;
  private boolean complete;
  private Optional<Outcome> failure = Optional.empty();

  /** A section that starts at a sample and may connect at once. */
  Section(long start) {
    stretch = new TimelineSegment(start);
    place(start);
  }

  /** Moves a section that has not begun. */
  void place(long start) {
    stretch.place(start);
    from = start;
    position = start;
  }

  TimelineSegment stretch() {
    return stretch;
  }

  Optional<SessionConnection> link() {
    return link;
  }

  /** Next sample to send. */
  long position() {
    return position;
  }

  /** Text that waits for its turn; the list is the section's own. */
  List<TimedText> unprinted() {
    return unprinted;
  }

  /** Asks for a session, if there is none and the time has come. */
  void connect(Supplier<SessionConnection> links, long now) {
    if (link.isEmpty() && now >= notBefore) {
      link = Optional.of(links.get());
    }
  }

  /** Sends what may be sent now of the chunk at the position. */
  boolean send(ReplayBuffer tape) {
    Optional<AudioChunk> next = tape.startingAt(position);
    if (position >= stretch.limit()
        || next.isEmpty()
        || !link.map(SessionConnection::takesAudio).orElse(false)) {
      return false;
    }
    link.get().send(next.get());
    position = next.get().end();
    return true;
  }

  /** Ends the session's audio if all of it was sent. */
  void endAudioAt(long end) {
    if (position >= Math.min(end, stretch.limit()) && link.isPresent()) {
      link.get().endAudio();
    }
  }

  /**
   * Takes what the session said.
   *
   * @param samples how far it has heard, from the first sample that it was sent
   * @return what of the text was not said before
   */
  TimedText heard(String text, long samples, ReplayBuffer tape) {
    long at = from + samples;
    long loud =
        tape.around(at - 1).filter(c -> c.levelDbfs() > LOUD).isPresent() ? FrameClock.FRAME : 0;
    mutedOver = text.isBlank() ? mutedOver + loud : 0;
    TimedText fresh = new TimedText(echo.pass(new TimedText(text, at)), at);
    stretch.heard(fresh.text(), at);
    return fresh;
  }

  /** Whether the model has said nothing to so much loud audio that it cannot be listening. */
  boolean isInRut() {
    return mutedOver > RUT;
  }

  /** Its session has said all. */
  void complete() {
    complete = true;
  }

  /** Its session broke and none can replace it. */
  void fail(Outcome how) {
    failure = Optional.of(how);
  }

  Optional<Outcome> failure() {
    return failure;
  }

  boolean isComplete() {
    return complete;
  }

  /** Whether the session says something else than the one before it did; true once. */
  boolean contradictsItself() {
    boolean first = echo.contradicts() && !told;
    told |= first;
    return first;
  }

  /**
   * Lets go of a session that broke and goes back to where the next one begins.
   *
   * @return false when a word may be cut there
   */
  boolean rewind(ReplayBuffer tape, Duration wait, long now) {
    SessionState state = link.orElseThrow().state();
    boolean counted =
        state.dialect().counts() && state.flow().deltas() <= FrameClock.total(state.flow().sent());
    TimelineSegment.Resumption next = stretch.resumption(tape, counted);
    link = Optional.empty();
    notBefore = now + wait.toNanos();
    from = next.from();
    position = next.from();
    echo = next.echo();
    mutedOver = 0;
    return next.clean();
  }

  /** First sample that may have to be sent again: its start, where no frames tell what is heard. */
  long neededFrom() {
    boolean counts = link.map(l -> l.state().dialect().counts()).orElse(false);
    return counts ? stretch.heard() : stretch.start();
  }

  /** When something must happen here, if anything must. */
  OptionalLong deadline() {
    if (link.isEmpty()) {
      return OptionalLong.of(notBefore);
    }
    return link.get().state().deadline().stream().mapToLong(Deadline::until).findFirst();
  }

  /** Where its session stands. */
  SessionProgress milestone(SessionConnection of) {
    StreamCounters flow = of.state().flow();
    SessionProgress.Stage stage =
        switch (of.state().phase()) {
          case CONNECTING -> SessionProgress.Stage.ASKED;
          case OPENING -> SessionProgress.Stage.CONNECTED;
          case READY -> SessionProgress.Stage.CREATED;
          case STREAMING -> SessionProgress.Stage.STREAMING;
          case FINISHING -> SessionProgress.Stage.FINISHING;
          case CLOSING -> SessionProgress.Stage.DONE;
          case ENDED -> SessionProgress.Stage.ENDED;
        };
    boolean counted = of.state().dialect().counts();
    return new SessionProgress(
        of.number(), stage, of.id(), from, flow.sent(), flow.deltas(), counted);
  }

  /** How long its session may still be used. */
  Duration left(Duration longest) {
    Duration audio = Duration.ofNanos(FrameClock.nanos(position - from));
    Duration age = Duration.ofNanos(link.map(SessionConnection::age).orElse(0L));
    return lifetime(longest).left(age, audio);
  }

  /** How long its session may be used in all. */
  Lifetime lifetime(Duration longest) {
    return new Lifetime(longest, link.flatMap(SessionConnection::signed));
  }
}
