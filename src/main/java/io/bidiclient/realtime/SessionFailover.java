package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.realtime.session.Warning;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Carries one input over as many sessions as it takes: replaces those that break, and those that
 * would grow too old. Owned by the run's thread.
 *
 * <p>The time line is cut into sections, each one session's to transcribe. The first is the one
 * whose text is printed; the text of those behind it waits for its turn, so that words come out in
 * the order in which they were spoken. Before a cut is due, the next session is opened as a
 * reserve.
 */
final class SessionFailover implements SessionConnection.Owner {
  /** Audio that is kept behind what the model has heard, to go back to a pause: a minute. */
  private static final long REWIND = 60L * AudioChunk.RATE;

  /** Audio that is kept in all: ten minutes, 19 MB. */
  private static final long CAPACITY = 600L * AudioChunk.RATE;

  /** Fresh sessions that may stay silent over loud input before it is taken for noise. */
  private static final int MOST_RUTS = 2;

  private final ReplayBuffer tape = new ReplayBuffer(CAPACITY);
  private final Deque<Section> sections = new ArrayDeque<>();
  private final Function<SessionConnection.Owner, SessionConnection> links;
  private final RetryPolicy recovery;
  private final TranscriptionListener listener;
  private final LongSupplier now;
  private final RunCounters tally = new RunCounters();
  private Optional<Section> reserve = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();
  private int retriesLeft;
  private int ruts;
  private boolean inputEnded;
  private boolean finishing;

  /**
   * A relay that asks for its first session at once.
   *
   * @param links opens a session that tells the given owner
   * @param now nanoseconds on the run's clock
   */
  SessionFailover(
      Function<SessionConnection.Owner, SessionConnection> links,
      RetryPolicy recovery,
      TranscriptionListener listener,
      LongSupplier now) {
    this.links = links;
    this.recovery = recovery;
    this.listener = listener;
    this.now = now;
    this.retriesLeft = recovery.retries();
    sections.add(new Section(0));
    proceed();
  }

  /** How it ended, once it has. */
  Optional<Outcome> outcome() {
    return outcome;
  }

  /** What was done so far. */
  RunCounters tally() {
    return tally;
  }

  /** Takes the next chunk of the input. */
  void audio(AudioChunk chunk) {
    if (!inputEnded) {
      tape.add(chunk);
      tally.read(chunk);
    }
  }

  /** The input is at its end. */
  void audioEnded() {
    inputEnded = true;
  }

  /** Ends the input with what was sent of it. No session is replaced any more. */
  void finishEarly() {
    inputEnded = true;
    finishing = true;
    Section last = sections.getLast();
    last.stretch().cutAt(Math.min(last.stretch().limit(), last.position()));
    if (sections.stream().anyMatch(section -> section.link().isEmpty())) {
      giveUp();
    }
  }

  /** Ends without waiting for what is still to come. */
  void giveUp() {
    end(
        new Outcome.Partial(
            new TransportException(
                Category.TIMEOUT,
                "the transcript is not complete: interrupted before transcription.done",
                "run it again to hear the rest")));
  }

  /** How far the model has heard, in samples on the input's time line. */
  long heard() {
    return sections.isEmpty() ? tape.end() : sections.getLast().stretch().heard();
  }

  /** Whether the server's deltas tell how far the model has heard, as far as is known. */
  boolean isCounted() {
    return sections.isEmpty()
        || sections.getLast().link().map(l -> l.state().dialect().counts()).orElse(true);
  }

  /** When {@link #proceed} must be called at the latest, if nothing happens before. */
  OptionalLong deadline() {
    return all().map(Section::deadline).flatMapToLong(OptionalLong::stream).min();
  }

  /** Does what has become possible or due: connects, sends, cuts, ends. */
  void proceed() {
    for (Section section : all().toList()) {
      section.connect(() -> open(), now.getAsLong());
      section.link().ifPresent(SessionConnection::tick);
    }
    for (Section section : List.copyOf(sections)) {
      while (section.send(tape)) {
        tape.around(section.position() - 1).ifPresent(listener::sent);
        tally.sentUpTo(section.position(), tape);
        rollOver(section);
      }
      section.endAudioAt(inputEnded ? tape.end() : TimelineSegment.OPEN);
    }
    if (!sections.isEmpty()) {
      tape.forgetBefore(sections.getFirst().neededFrom() - REWIND);
    }
  }

  /** Drops every connection. */
  void abort() {
    all().forEach(section -> section.link().ifPresent(SessionConnection::abort));
  }

  @Override
  public int asked() {
    tally.session();
    listener.reached(
        new SessionProgress(tally.sessions(), SessionProgress.Stage.ASKED, "", 0, 0, 0, true));
    return tally.sessions();
  }

  @Override
  public void reached(SessionConnection link) {
    section(link).ifPresent(section -> listener.reached(section.milestone(link)));
  }

  @Override
  public void heard(SessionConnection link, String text, long samples) {
    section(link).ifPresent(section -> heard(section, link, text, samples));
  }

  @Override
  public void done(SessionConnection link, ServerEvent.Done done) {
    listener.done(done);
  }

  @Override
  public void warned(Warning warning) {
    listener.warned(warning);
  }

  @Override
  public void ended(SessionConnection link, Outcome how) {
    Optional<Section> section = section(link);
    if (section.isEmpty() || outcome.isPresent()) {
      return;
    }
    if (how instanceof Outcome.Failed failed) {
      broke(section.get(), failed.cause(), how);
    } else if (how instanceof Outcome.Partial partial) {
      broke(section.get(), partial.cause(), how);
    } else {
      section.get().complete();
      takeTurns();
    }
  }

  private SessionConnection open() {
    return links.apply(this);
  }

  private void heard(Section section, SessionConnection link, String text, long samples) {
    TimedText fresh = section.heard(text, samples, tape);
    tally.frame();
    if (section.contradictsItself()) {
      listener.warned(RetryRules.contradiction(fresh.heard()));
    }
    if (section == sections.getFirst()) {
      listener.heard(fresh.text(), fresh.heard());
    } else {
      section.unprinted().add(fresh);
    }
    tally.said(fresh.text());
    if (link.age() >= RetryPolicy.HEALTH.toNanos()) {
      retriesLeft = recovery.retries();
    }
    if (!text.isBlank()) {
      ruts = 0;
    } else if (section.isInRut()) {
      leaveRut(section);
    }
    if (listener.isClosed()) {
      end(new Outcome.Abandoned());
    }
  }

  /** Prints what waited behind the sections that are complete. */
  private void takeTurns() {
    while (!sections.isEmpty() && sections.getFirst().isComplete()) {
      sections.removeFirst();
      if (!sections.isEmpty()) {
        List<TimedText> waiting = sections.getFirst().unprinted();
        waiting.forEach(said -> listener.heard(said.text(), said.heard()));
        waiting.clear();
        sections.getFirst().failure().ifPresent(this::end);
      }
    }
    if (sections.isEmpty()) {
      end(tally.isMute() && ruts > 0 ? RetryRules.mute() : new Outcome.Completed());
    }
  }

  /** Replaces a session that broke, where that can help. */
  private void broke(Section section, TransportException cause, Outcome how) {
    section.link().ifPresent(SessionConnection::abort);
    boolean lost =
        tape.from() > section.stretch().heard() && tape.from() > section.stretch().start();
    if (finishing || lost || retriesLeft == 0 || !RetryRules.canPass(cause, section)) {
      fail(section, how);
      return;
    }
    Duration wait = recovery.backoff().before(recovery.retries() - retriesLeft);
    retriesLeft--;
    tally.retry();
    boolean clean = section.rewind(tape, wait, now.getAsLong());
    listener.warned(RetryRules.retry(cause, wait, section.position()));
    if (!clean) {
      listener.warned(RetryRules.roughCut(section.position()));
    }
  }

  /** Ends the run, but not before what comes earlier on the time line is heard out. */
  private void fail(Section section, Outcome how) {
    if (section == sections.getFirst()) {
      end(how);
    } else {
      section.fail(how);
    }
  }

  private void leaveRut(Section section) {
    if (ruts < MOST_RUTS && retriesLeft > 0) {
      ruts++;
      TransportException rut = RetryRules.rut(section.stretch().heard());
      broke(section, rut, new Outcome.Failed(rut));
    }
  }

  /** Opens the reserve in good time, and cuts at a pause, or at the last moment without one. */
  private void rollOver(Section last) {
    Duration longest = recovery.longestSession();
    Duration left = last.left(longest);
    if (last != sections.getLast() || left.compareTo(last.lifetime(longest).lead()) > 0) {
      return;
    }
    Section next = reserve.orElseGet(() -> new Section(TimelineSegment.OPEN));
    reserve = Optional.of(next);
    next.connect(() -> open(), now.getAsLong());
    boolean pause = SilenceDetector.isCutAt(last.position(), tape);
    if (pause || left.isNegative() || left.isZero()) {
      if (!pause) {
        listener.warned(RetryRules.roughCut(last.position()));
      }
      last.stretch().cutAt(last.position());
      next.place(last.position());
      sections.addLast(next);
      reserve = Optional.empty();
    }
  }

  private Stream<Section> all() {
    return Stream.concat(sections.stream(), reserve.stream());
  }

  private Optional<Section> section(SessionConnection link) {
    return all().filter(section -> section.link().filter(link::equals).isPresent()).findFirst();
  }

  private void end(Outcome how) {
    outcome = outcome.or(() -> Optional.of(how));
  }
}
