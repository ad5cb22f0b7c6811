package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
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

  private final Stretch stretch;
  private final List<Said> unprinted = new ArrayList<>();
  private Optional<Link> link = Optional.empty();
  private Echo echo = Echo.none();
  private long from;
  private long position;
  private long notBefore;
  private long mutedOver;
  private boolean told;
  private boolean complete;
  private Optional<Outcome> failure = Optional.empty();

  /** A section that starts at a sample and may connect at once. */
  Section(long start) {
    stretch = new Stretch(start);
    place(start);
  }

  /** Moves a section that has not begun. */
  void place(long start) {
    stretch.place(start);
    from = start;
    position = start;
  }

  Stretch stretch() {
    return stretch;
  }

  Optional<Link> link() {
    return link;
  }

  /** Next sample to send. */
  long position() {
    return position;
  }

  /** Text that waits for its turn; the list is the section's own. */
  List<Said> unprinted() {
    return unprinted;
  }

  /** Asks for a session, if there is none and the time has come. */
  void connect(Supplier<Link> links, long now) {
    if (link.isEmpty() && now >= notBefore) {
      link = Optional.of(links.get());
    }
  }

  /** Sends what may be sent now of the chunk at the position. */
  boolean send(Tape tape) {
    Optional<AudioChunk> next = tape.startingAt(position);
    if (position >= stretch.limit()
        || next.isEmpty()
        || !link.map(Link::takesAudio).orElse(false)) {
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
  Said heard(String text, long samples, Tape tape) {
    long at = from + samples;
    long loud =
        tape.around(at - 1).filter(c -> c.levelDbfs() > LOUD).isPresent() ? FrameClock.FRAME : 0;
    mutedOver = text.isBlank() ? mutedOver + loud : 0;
    Said fresh = new Said(echo.pass(new Said(text, at)), at);
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
  boolean rewind(Tape tape, Duration wait, long now) {
    SessionState state = link.orElseThrow().state();
    boolean counted =
        state.dialect().counts() && state.flow().deltas() <= FrameClock.total(state.flow().sent());
    Stretch.Resumption next = stretch.resumption(tape, counted);
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
    return link.get().state().deadline().stream().mapToLong(Wait::until).findFirst();
  }

  /** Where its session stands. */
  Milestone milestone(Link of) {
    Flow flow = of.state().flow();
    Milestone.Stage stage =
        switch (of.state().phase()) {
          case CONNECTING -> Milestone.Stage.ASKED;
          case OPENING -> Milestone.Stage.CONNECTED;
          case READY -> Milestone.Stage.CREATED;
          case STREAMING -> Milestone.Stage.STREAMING;
          case FINISHING -> Milestone.Stage.FINISHING;
          case CLOSING -> Milestone.Stage.DONE;
          case ENDED -> Milestone.Stage.ENDED;
        };
    boolean counted = of.state().dialect().counts();
    return new Milestone(of.number(), stage, of.id(), from, flow.sent(), flow.deltas(), counted);
  }

  /** How long its session may still be used. */
  Duration left(Duration longest) {
    Duration audio = Duration.ofNanos(FrameClock.nanos(position - from));
    Duration age = Duration.ofNanos(link.map(Link::age).orElse(0L));
    return lifetime(longest).left(age, audio);
  }

  /** How long its session may be used in all. */
  Lifetime lifetime(Duration longest) {
    return new Lifetime(longest, link.flatMap(Link::signed));
  }
}
