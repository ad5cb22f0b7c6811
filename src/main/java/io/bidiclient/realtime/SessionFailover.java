package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.Phase;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.realtime.session.StreamCounters;
import io.bidiclient.realtime.timing.DeltaClock;
import io.bidiclient.realtime.timing.EarlyDetector;
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
  private static final long NEVER = Long.MAX_VALUE;

  private final ReplayBuffer buffer = new ReplayBuffer();
  private final ServerTiming timing = new ServerTiming();
  private final ResumePoints points = new ResumePoints(buffer, timing);
  private final MuteDetector mute = new MuteDetector(timing, buffer);
  private final EarlyDetector early = new EarlyDetector(timing);
  private final Deque<TimelineSegment> segments = new ArrayDeque<>();
  private final Function<SessionConnection.Owner, SessionConnection> links;
  private final TranscriptionListener listener;
  private final LongSupplier now;
  private final RunCounters tally;
  private final AudioSender audio;
  private final TextPrinter text;
  private final DeltaClock deltas;
  private final RetryRules retries;
  private final SessionRollover rollover;
  private Optional<Outcome> outcome = Optional.empty();
  private boolean finishing;

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
    this.audio = new AudioSender(buffer, timing, points, listener, tally);
    this.text = new TextPrinter(listener, tally, timing);
    this.deltas = new DeltaClock(timing, this::clockIsRefuted, this::clockIsProven);
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
    audio.add(chunk);
  }

  /** The input is at its end. */
  void audioEnded() {
    audio.end();
  }

  /** Ends the input with what was sent of it. No session is replaced any more. */
  void finishEarly() {
    audio.end();
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
    long earliest = audio.deadline().orElse(NEVER);
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
    audio.begin();
    for (TimelineSegment segment : inOrder()) {
      // What is sent may end the last session, and with it the run.
      while (!segments.isEmpty() && audio.send(segment, segments, now.getAsLong())) {
        if (segment == segments.peekLast()) {
          rollover.after(segment, buffer, now.getAsLong()).ifPresent(segments::addLast);
        }
      }
      audio.finish(segment);
    }
    if (!segments.isEmpty()) {
      buffer.forgetBefore(points.neededFrom(segments));
    }
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
    segment(link).ifPresent(segment -> listener.take(link.progress(segment.from())));
  }

  @Override
  public void delta(SessionConnection link, ServerEvent.Delta delta, long samples) {
    segment(link).ifPresent(segment -> heard(segment, link, delta.text(), samples));
  }

  @Override
  public void take(SessionConnection link, TranscriptionEvent event) {
    if (event instanceof TranscriptionEvent.UtteranceDone done) {
      deltas.done(link.state(), done);
    }
    listener.take(event);
  }

  @Override
  public void ended(SessionConnection link, Outcome how) {
    Optional<TimelineSegment> segment = segment(link);
    if (segment.isEmpty() || outcome.isPresent()) {
      return;
    }
    if (!(how instanceof Outcome.Completed)) {
      segment.get().earlyEnds().clear();
    }
    early.doubted(link.state().flow()).forEach(text::joined);
    if (how instanceof Outcome.Failed failed) {
      broke(segment.get(), failed.cause(), how);
    } else if (how instanceof Outcome.Partial partial) {
      broke(segment.get(), partial.cause(), how);
    } else {
      completed(segment.get());
    }
  }

  private void clockIsRefuted() {
    text.warn(FailoverWarnings.clock());
  }

  /** What came before it was known to be counted has a place now. */
  private void clockIsProven() {
    segments.forEach(segment -> segment.place(timing::placed));
    text.place();
  }

  private SessionConnection open() {
    return links.apply(this);
  }

  private void heard(TimelineSegment segment, SessionConnection link, String delta, long samples) {
    tally.frame();
    TimedText said = deltas.place(segment.start(), segment.from(), link.state(), delta, samples);
    boolean further = segment.heard(said.time());
    if (link.state().phase() == Phase.CLOSING) {
      segment.unstreamed(delta);
    } else {
      early.streamed(delta);
    }
    Optional<List<TimedText>> fresh =
        joined(segment, segment.text().take(said), OptionalLong.empty());
    if (fresh.isEmpty()) {
      return;
    }
    for (TimedText part : fresh.get()) {
      if (part.saysWord()) {
        segment.hasNews();
      }
    }
    if (segment != segments.getFirst()) {
      segment.waiting().addAll(fresh.get());
    } else {
      text.take(segment, fresh.get(), said);
    }
    retries.progress(link.age(), segment.heard());
    if (mute.isMute(segment, delta, said.time(), further, now.getAsLong()) && !retries.areSpent()) {
      replacedAsMute(segment);
      TransportException cause = FailoverWarnings.mute(said.time());
      broke(segment, cause, new Outcome.Failed(cause));
    }
    if (listener.isClosed()) {
      end(new Outcome.Abandoned());
    }
  }

  private void replacedAsMute(TimelineSegment segment) {
    mute.replaced(segment);
    if (points.isGone(segment)) {
      segment.text().missed();
    }
  }

  /**
   * What is new, however it joins; empty where another session begins further back.
   *
   * @param end how far its audio reaches if it has said all
   */
  private Optional<List<TimedText>> joined(
      TimelineSegment segment, List<TimedText> fresh, OptionalLong end) {
    List<TimedText> joined = fresh;
    if (segment.text().filter().isUnmatched()) {
      if (stepBack(segment)) {
        return Optional.empty();
      }
      joined = segment.text().settle();
    }
    segment.text().newSeam(end).ifPresent(text::joined);
    return Optional.of(joined);
  }

  private void completed(TimelineSegment segment) {
    if (wasEarly(segment)) {
      StreamCounters flow = segment.link().orElseThrow().state().flow();
      segment.earlyEnds().add(flow, segment.bringsNews());
      long heard = Math.min(segment.heard(), segment.from() + early.heard(flow));
      TransportException cause =
          heard < segment.position()
              ? FailoverWarnings.early(heard, segment.position())
              : FailoverWarnings.unstreamed();
      broke(segment, cause, new Outcome.Partial(cause));
      return;
    }
    boolean silentAtEnd = !finishing && mute.wasMuteAtEnd(segment, now.getAsLong());
    if (silentAtEnd && !retries.areSpent()) {
      replacedAsMute(segment);
      TransportException cause = FailoverWarnings.muteAtEnd(segment.position());
      broke(segment, cause, new Outcome.Completed());
      return;
    }
    Optional<List<TimedText>> last =
        joined(segment, segment.text().finish(), OptionalLong.of(segment.position()));
    if (last.isEmpty()) {
      return;
    }
    if (silentAtEnd) {
      text.joined(unheard(segment.text().spokenFrom(), segment.position()));
    }
    segment.complete();
    segment.silent(mute.wasMute());
    if (segment == segments.getFirst()) {
      text.take(segment, last.get());
    } else {
      segment.waiting().addAll(last.get());
    }
    takeTurns();
  }

  /** Whether its session was done too early; else what its deltas count is known from now on. */
  private boolean wasEarly(TimelineSegment segment) {
    StreamCounters flow = segment.link().orElseThrow().state().flow();
    boolean inVain = segment.earlyEnds().areShownBy(flow, segment.bringsNews());
    EarlyDetector.Verdict verdict =
        early.judge(flow, segment.unstreamed(), inVain, finishing, retries.areSpent());
    if (verdict == EarlyDetector.Verdict.UNCOUNTED || verdict == EarlyDetector.Verdict.DOUBTFUL) {
      timing.uncounted();
      clockIsRefuted();
    }
    if (verdict == EarlyDetector.Verdict.DOUBTFUL || verdict == EarlyDetector.Verdict.UNPROVEN) {
      text.joined(unheard(segment.heard(), segment.position()));
    }
    if (verdict == EarlyDetector.Verdict.COMPLETE) {
      early.complete(segment.from(), flow);
    }
    return verdict == EarlyDetector.Verdict.EARLY;
  }

  /** A mark on audio that a session may not have transcribed, and no other can. */
  private static Seam unheard(long from, long to) {
    return new Seam(from, 0, 0, Seam.Choice.UNMATCHED).missing(from, to);
  }

  /** Prints what waited behind the segments that are complete. */
  private void takeTurns() {
    while (!segments.isEmpty() && segments.getFirst().isComplete()) {
      text.complete(segments.removeFirst());
      if (!segments.isEmpty()) {
        text.turnTo(segments.getFirst());
        segments.getFirst().failure().ifPresent(how -> fail(segments.getFirst(), how));
      }
    }
    if (segments.isEmpty()) {
      text.end();
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
    segment.text().newSeam(OptionalLong.of(segment.heard())).ifPresent(text::joined);
    if (rollover.reserve().filter(segment::equals).isPresent()) {
      rollover.reserveBroke(now.getAsLong());
      return;
    }
    if (finishing || retries.areSpent() || !RetryRules.canPass(cause, segment.link())) {
      fail(segment, how);
      return;
    }
    Duration wait = retries.take(cause);
    tally.retry();
    long from = points.afterBreak(segment);
    segment.restart(from, points.isTooLate(segment, from), wait, now.getAsLong());
    OptionalLong gone =
        points.isGone(segment)
            ? OptionalLong.of(points.printedUpTo(segment))
            : OptionalLong.empty();
    text.warn(FailoverWarnings.retry(cause, wait, from, gone));
  }

  /** Has another session begin further back, where there is audio; false where there is none. */
  private boolean stepBack(TimelineSegment segment) {
    OptionalLong from = finishing ? OptionalLong.empty() : points.furtherBack(segment);
    if (from.isEmpty()) {
      return false;
    }
    segment.link().ifPresent(SessionConnection::abort);
    boolean tooLate = points.isTooLate(segment, from.getAsLong());
    segment.stepBack(from.getAsLong(), tooLate, now.getAsLong());
    text.warn(FailoverWarnings.stepBack(from.getAsLong()));
    return true;
  }

  /** Ends the run, but not before what comes earlier on the time line is heard out. */
  private void fail(TimelineSegment segment, Outcome how) {
    if (segment == segments.getFirst()) {
      text.end();
      end(how);
    } else {
      segment.fail(how);
    }
  }

  /** The segments as they are now, whatever comes of them. Mostly there is one. */
  private List<TimelineSegment> inOrder() {
    return segments.size() == 1 ? List.of(segments.getFirst()) : List.copyOf(segments);
  }

  private List<TimelineSegment> all() {
    if (rollover.reserve().isEmpty()) {
      return inOrder();
    }
    List<TimelineSegment> all = new ArrayList<>(segments);
    rollover.reserve().ifPresent(all::add);
    return all;
  }

  private Optional<TimelineSegment> segment(SessionConnection link) {
    for (TimelineSegment segment : all()) {
      if (segment.isOf(link)) {
        return Optional.of(segment);
      }
    }
    return Optional.empty();
  }

  private void end(Outcome how) {
    outcome = outcome.or(() -> Optional.of(how));
  }
}
