package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.CountedPosition;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.Phase;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.realtime.session.SessionState;
import io.bidiclient.realtime.session.StreamCounters;
import io.bidiclient.realtime.timing.ServerTiming;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Carries one input over as many sessions as it takes: replaces those that break, and those that
 * would grow too old. Owned by the run's thread.
 *
 * <p>The time line is cut into segments, each one session's to transcribe. A session that replaces
 * a broken one begins so far back that several of the printed words are said again, and its text is
 * joined to them word by word; so is that of a segment to the one before it. Where a session's
 * words do not follow the printed ones, it began too late, and another begins further back.
 */
final class SessionFailover implements SessionConnection.Owner {
  /** Audio that is kept behind what is certainly printed, to go back to: two minutes. */
  private static final long KEPT = 120L * AudioChunk.RATE;

  /** Audio that is kept in all, whatever the server: ten minutes, 19 MB. */
  private static final long CAPACITY = 600L * AudioChunk.RATE;

  /** A session that began too late is replaced by one that begins so much further back. */
  private static final long STEP = 20L * AudioChunk.RATE;

  /** While no clock is known, a session begins where the one before it did, so far back at most. */
  private static final long ALIKE = 30L * AudioChunk.RATE;

  /** After so many the start of the segment is taken. */
  private static final int MOST_STEPS = 3;

  private static final long NEVER = Long.MAX_VALUE;

  private final ReplayBuffer buffer = new ReplayBuffer();
  private final Deque<TimelineSegment> segments = new ArrayDeque<>();
  private final Function<SessionConnection.Owner, SessionConnection> links;
  private final TranscriptionListener listener;
  private final LongSupplier now;
  private final RunCounters tally;
  private final ServerTiming timing = new ServerTiming();
  private final SendWindow window = new SendWindow();
  private final MuteDetector mute = new MuteDetector(timing);
  private final TextOrder order;
  private final RetryRules retries;
  private final SessionRollover rollover;
  private Optional<Outcome> outcome = Optional.empty();
  private boolean inputEnded;
  private boolean finishing;
  private boolean printed;

  /** Times of text never go back, also where a session counts otherwise than the one before. */
  private long told;

  /**
   * A failover that asks for its first session at once.
   *
   * @param links opens a session that tells the given owner
   * @param now nanoseconds on the run's clock
   * @param tally counts what is done
   */
  SessionFailover(
      Function<SessionConnection.Owner, SessionConnection> links,
      RetryPolicy recovery,
      TranscriptionListener listener,
      LongSupplier now,
      RunCounters tally) {
    this.links = links;
    this.tally = tally;
    this.listener = listener;
    this.now = now;
    this.order = new TextOrder(this::print, this::joined);
    this.retries = new RetryRules(recovery);
    this.rollover = new SessionRollover(recovery.longestSession());
    segments.add(new TimelineSegment(0));
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
      double level = chunk.levelDbfs();
      boolean sound = timing.isSound(chunk, level);
      buffer.add(
          new ReplayBuffer.Entry(
              chunk, level, sound, timing.isUnclear(level), timing.quietAfter(chunk)));
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
    TimelineSegment last = segments.getLast();
    last.cutAt(Math.min(last.limit(), last.position()));
    if (segments.stream().anyMatch(segment -> segment.link().isEmpty())) {
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
                "run it again to get the rest")));
  }

  /** How far the model has heard, in samples on the input's time line. */
  long heard() {
    return segments.isEmpty() ? buffer.end() : segments.getLast().heard();
  }

  /** Whether the server's deltas tell how far the model has heard, as far as is known. */
  boolean isCounted() {
    return timing.mayCount();
  }

  /** When {@link #proceed} must be called at the latest, if nothing happens before. */
  OptionalLong deadline() {
    long earliest = window.deadline().orElse(NEVER);
    for (TimelineSegment segment : all()) {
      earliest = Math.min(earliest, segment.deadline().orElse(NEVER));
    }
    return earliest == NEVER ? OptionalLong.empty() : OptionalLong.of(earliest);
  }

  /** Does what has become possible or due: connects, sends, cuts, ends. */
  void proceed() {
    for (TimelineSegment segment : all()) {
      segment.connect(this::open, now.getAsLong());
      segment.link().ifPresent(SessionConnection::tick);
    }
    for (TimelineSegment segment : List.copyOf(segments)) {
      while (maySend(segment) && segment.send(buffer, isClock())) {
        buffer.around(segment.position() - 1).ifPresent(this::sent);
        tally.sentUpTo(segment.position(), buffer);
        if (segment == segments.getLast()) {
          rollover.after(segment, buffer, now.getAsLong()).ifPresent(segments::addLast);
        }
      }
      segment.endAudioAt(inputEnded ? buffer.end() : TimelineSegment.OPEN);
    }
    if (!segments.isEmpty()) {
      buffer.forgetBefore(neededFrom());
    }
  }

  private void sent(ReplayBuffer.Entry entry) {
    listener.take(new TranscriptionEvent.AudioSent(entry.start(), entry.end(), entry.levelDbfs()));
    listener.sent(entry.chunk());
  }

  private boolean isClock() {
    return timing.clock() == ServerTiming.Clock.FRAMES;
  }

  private boolean maySend(TimelineSegment segment) {
    boolean counted = isClock();
    TimelineSegment first = segments.getFirst();
    long printed =
        counted ? first.heard() - timing.longestDelay() : buffer.wordsFrom(printedUpTo(first));
    return window.allows(segment.position(), printed, counted, now.getAsLong());
  }

  /** Drops every connection. */
  void abort() {
    all().forEach(segment -> segment.link().ifPresent(SessionConnection::abort));
  }

  @Override
  public int asked() {
    tally.session();
    listener.take(
        new SessionProgress(tally.sessions(), SessionProgress.Stage.ASKED, "", 0, 0, 0, true));
    return tally.sessions();
  }

  @Override
  public void reached(SessionConnection link) {
    segment(link).ifPresent(segment -> listener.take(segment.milestone(link)));
  }

  @Override
  public void delta(SessionConnection link, ServerEvent.Delta delta, long samples) {
    segment(link).ifPresent(segment -> heard(segment, link, delta.text(), samples));
  }

  @Override
  public void take(SessionConnection link, TranscriptionEvent event) {
    if (event instanceof TranscriptionEvent.UtteranceDone done) {
      StreamCounters flow = link.state().flow();
      learn(link.state(), () -> timing.done(flow.deltas(), flow.sent(), done.usage()));
    }
    listener.take(event);
  }

  private void warn(Warning warning) {
    listener.take(new TranscriptionEvent.Warned(warning));
  }

  @Override
  public void ended(SessionConnection link, Outcome how) {
    Optional<TimelineSegment> segment = segment(link);
    if (segment.isEmpty() || outcome.isPresent()) {
      return;
    }
    if (how instanceof Outcome.Failed failed) {
      broke(segment.get(), failed.cause(), how);
    } else if (how instanceof Outcome.Partial partial) {
      broke(segment.get(), partial.cause(), how);
    } else {
      completed(segment.get());
    }
  }

  private SessionConnection open() {
    return links.apply(this);
  }

  private void heard(TimelineSegment segment, SessionConnection link, String text, long samples) {
    tally.frame();
    learn(segment, link.state(), text, samples);
    boolean clocked = isClock();
    long sent = segment.from() + link.state().flow().sent();
    long time = timing.mayCount() ? segment.from() + samples : sent;
    boolean further = segment.heard(time);
    long earliest = clocked ? time - timing.longestDelay() : segment.start();
    // What the server says to the padding of its audio was spoken before the end, at no known time.
    Optional<CountedPosition> counted =
        timing.mayCount() && time < sent
            ? Optional.of(new CountedPosition(segment.from(), time, clocked))
            : Optional.empty();
    TimedText said = new TimedText(text, time, earliest, clocked ? time : sent, counted);
    List<TimedText> fresh = segment.text().take(said);
    if (segment.text().filter().isUnmatched()) {
      if (stepBack(segment)) {
        return;
      }
      fresh = segment.text().settle();
    }
    segment.text().newSeam().ifPresent(this::joined);
    if (fresh.stream().anyMatch(part -> !part.text().isBlank())) {
      segment.hasNews();
    }
    take(segment, fresh, said);
    retries.progress(link.age(), segment.heard());
    listenOn(segment, text, time, further);
    if (listener.isClosed()) {
      end(new Outcome.Abandoned());
    }
  }

  /** Learns the server's timing from a delta. */
  private void learn(TimelineSegment segment, SessionState state, String text, long samples) {
    StreamCounters flow = state.flow();
    boolean ended = state.phase() == Phase.FINISHING;
    long position = segment.from() + samples;
    learn(state, () -> timing.delta(text.isBlank(), position, flow.deltas(), flow.sent(), ended));
  }

  private void learn(SessionState state, Runnable lesson) {
    boolean counted = timing.mayCount();
    if (!state.dialect().countsFrames()) {
      timing.uncounted();
      return;
    }
    lesson.run();
    if (counted && !timing.mayCount()) {
      warn(FailoverWarnings.clock());
    }
  }

  /** Prints text, or keeps it for its turn. */
  private void take(TimelineSegment segment, List<TimedText> fresh, TimedText said) {
    if (segment != segments.getFirst()) {
      segment.waiting().addAll(fresh);
      return;
    }
    printed = false;
    order.take(segment, fresh.isEmpty() ? List.of(said.withText("")) : fresh);
    if (!printed) {
      listener.take(said.withText(""));
    }
  }

  private void print(TimedText part) {
    if (!part.text().isEmpty()) {
      printed = true;
      tally.said(part.text());
      told = Math.max(told, part.time());
      listener.take(part.at(told));
    }
  }

  private void joined(Seam seam) {
    tally.seam(seam);
    listener.take(seam);
    if (!seam.isCertain()) {
      warn(FailoverWarnings.seam(seam));
    }
  }

  /**
   * Looks whether the server still listens.
   *
   * @param further whether it has heard more than before, and not the padding of its audio
   */
  private void listenOn(TimelineSegment segment, String text, long heard, boolean further) {
    if (!text.isBlank()) {
      mute.said(segment.endSilence(now.getAsLong()), segment.isNew());
      answered(segment, heard);
      return;
    }
    if (further) {
      buffer.around(heard - 1).ifPresent(entry -> segment.addSilence(FrameClock.FRAME, entry));
    }
    if (mute.hasAnswered(segment.longestSilence())) {
      answered(segment, heard);
    }
    if (mute.isMute(segment.silence()) && !retries.areSpent()) {
      mute.replaced();
      TransportException cause = FailoverWarnings.mute(heard);
      broke(segment, cause, new Outcome.Failed(cause));
    }
  }

  /** What is said and not printed is not answered yet: another session may have to say it. */
  private void answered(TimelineSegment segment, long heard) {
    if (!segment.text().filter().isHolding()) {
      segment.answered(heard);
    }
  }

  private void completed(TimelineSegment segment) {
    if (wasMute(segment)) {
      mute.replaced();
      TransportException cause = FailoverWarnings.muteAtEnd(segment.position());
      broke(segment, cause, new Outcome.Completed());
      return;
    }
    List<TimedText> fresh = segment.text().finish();
    if (segment.text().filter().isUnmatched()) {
      if (stepBack(segment)) {
        return;
      }
      fresh = segment.text().settle();
    }
    segment.text().newSeam().ifPresent(this::joined);
    segment.complete();
    if (segment == segments.getFirst()) {
      order.take(segment, fresh);
    } else {
      segment.waiting().addAll(fresh);
    }
    takeTurns();
  }

  /** Whether the session has said all, but nothing to the sound at its end. */
  private boolean wasMute(TimelineSegment segment) {
    long silence = segment.longestSilence();
    if (timing.clock() == ServerTiming.Clock.NONE) {
      silence =
          buffer.between(segment.spokenTo(now.getAsLong()), segment.position()).stream()
              .filter(ReplayBuffer.Entry::mayHoldWords)
              .mapToLong(entry -> entry.chunk().samples())
              .sum();
    }
    return !finishing && !retries.areSpent() && mute.wasMuteAtEnd(silence);
  }

  /** Prints what waited behind the segments that are complete. */
  private void takeTurns() {
    while (!segments.isEmpty() && segments.getFirst().isComplete()) {
      order.complete(segments.removeFirst());
      if (!segments.isEmpty()) {
        order.turnTo(segments.getFirst());
        listener.take(TimedText.of("", segments.getFirst().heard()));
        segments.getFirst().failure().ifPresent(how -> fail(segments.getFirst(), how));
      }
    }
    if (segments.isEmpty()) {
      order.end();
      boolean silent = tally.isMute() && mute.wasMute();
      end(silent ? FailoverWarnings.allMute() : completed());
    }
  }

  private Outcome completed() {
    int uncertain = tally.uncertainSeams();
    return uncertain == 0 ? new Outcome.Completed() : new Outcome.Uncertain(uncertain);
  }

  /** Replaces a session that broke, where that can help. */
  private void broke(TimelineSegment segment, TransportException cause, Outcome how) {
    segment.link().ifPresent(SessionConnection::abort);
    if (rollover.reserve().filter(segment::equals).isPresent()) {
      rollover.reserveBroke(now.getAsLong());
      return;
    }
    if (finishing || retries.areSpent() || !RetryRules.canPass(cause, segment.link())) {
      fail(segment, how);
      return;
    }
    Duration wait = retries.take();
    tally.retry();
    segment.shortenOverlap(perhapsPrintedUpTo(segment), buffer);
    long floor = Math.max(segment.floor(), segment.from());
    long from = OverlapStart.before(printedUpTo(segment), buffer, floor);
    if (timing.clock() == ServerTiming.Clock.UNKNOWN && from - floor < ALIKE) {
      // Sessions that begin alike count alike, whatever their deltas stand for.
      from = Math.max(floor, buffer.from());
    }
    segment.restart(from, wait, now.getAsLong());
    warn(FailoverWarnings.retry(cause, wait, from));
  }

  /** Has another session begin further back, where there is audio; false where there is none. */
  private boolean stepBack(TimelineSegment segment) {
    long floor = Math.max(segment.floor(), buffer.from());
    if (segment.from() <= floor || finishing) {
      return false;
    }
    segment.link().ifPresent(SessionConnection::abort);
    long step = STEP << segment.steps();
    long from =
        segment.steps() == MOST_STEPS
            ? floor
            : OverlapStart.before(segment.from() - step, buffer, floor);
    segment.stepBack(from, now.getAsLong());
    warn(FailoverWarnings.stepBack(from));
    return true;
  }

  /** Ends the run, but not before what comes earlier on the time line is heard out. */
  private void fail(TimelineSegment segment, Outcome how) {
    if (segment == segments.getFirst()) {
      order.end();
      end(how);
    } else {
      segment.fail(how);
    }
  }

  /** Every word that lies before this sample is printed. */
  private long printedUpTo(TimelineSegment segment) {
    return timing.clock() == ServerTiming.Clock.UNKNOWN
        ? Math.min(segment.text().spokenFrom(), printedByClock(segment))
        : printedAtMost(segment);
  }

  /**
   * The same if the clock may be believed that is not known to be one: where words are printed, a
   * session that begins too late by it is found out by them. Where none is, nothing would tell.
   */
  private long perhapsPrintedUpTo(TimelineSegment segment) {
    return segment.text().isBlank() ? printedUpTo(segment) : printedAtMost(segment);
  }

  private long printedAtMost(TimelineSegment segment) {
    long byText = segment.text().spokenFrom();
    return timing.mayCount() ? Math.max(byText, printedByClock(segment)) : byText;
  }

  private long printedByClock(TimelineSegment segment) {
    return Math.max(segment.start(), segment.answered() - timing.longestDelay());
  }

  /** First sample that may have to be sent, or sent again. */
  private long neededFrom() {
    long needed = Long.MAX_VALUE;
    long unsent = Long.MAX_VALUE;
    for (TimelineSegment segment : segments) {
      needed = Math.min(needed, neededBy(segment));
      unsent = Math.min(unsent, segment.position());
    }
    return Math.min(unsent, Math.max(needed, buffer.end() - CAPACITY));
  }

  private long neededBy(TimelineSegment segment) {
    return isClock() ? printedUpTo(segment) - KEPT : segment.start();
  }

  private List<TimelineSegment> all() {
    List<TimelineSegment> all = new ArrayList<>(segments);
    rollover.reserve().ifPresent(all::add);
    return all;
  }

  private Optional<TimelineSegment> segment(SessionConnection link) {
    for (TimelineSegment segment : all()) {
      if (segment.link().isPresent() && segment.link().get() == link) {
        return Optional.of(segment);
      }
    }
    return Optional.empty();
  }

  private void end(Outcome how) {
    outcome = outcome.or(() -> Optional.of(how));
  }
}
