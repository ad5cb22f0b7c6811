package io.bidiclient.realtime;

import io.bidiclient.realtime.ReplayBuffer.Entry;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.session.Deadline;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.realtime.session.StreamCounters;
import io.bidiclient.realtime.timing.EarlyEnds;
import io.bidiclient.realtime.timing.UnansweredSound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A segment of the input's time line together with the session that transcribes it now, if there is
 * one. Sessions may break and be replaced; what was said stays. Positions are samples on the
 * input's time line. Owned by the run's thread.
 */
final class TimelineSegment {
  /** The limit of a segment that goes on to the end of the input. */
  static final long OPEN = Long.MAX_VALUE;

  /** Sessions that came as far as each other, give or take so many samples, have one limit. */
  private static final long SAME_REACH = 2L * FrameClock.FRAME;

  private final List<TimedText> waiting = new ArrayList<>();
  private final EarlyEnds earlyEnds = new EarlyEnds();
  private final UnansweredSound unanswered = new UnansweredSound();
  private SegmentText text;
  private long start;
  private boolean apart;
  private long limit = OPEN;
  private Optional<SessionConnection> link = Optional.empty();
  private long from;
  private long position;
  private long heard;
  private long floor;
  private long heardBySession;
  private boolean news;
  private int vain;
  private long lastCame;
  private boolean limited;
  private long notBefore;
  private int steps;
  private long answered;
  private long lastText;
  private long spokenBefore;
  private String unstreamed = "";
  private boolean complete;
  private int mutes;
  private boolean silent;
  private Optional<Outcome> failure = Optional.empty();

  /** A segment that starts at a sample and may connect at once. */
  TimelineSegment(long start) {
    place(start, false);
  }

  /**
   * Moves a segment that has not begun.
   *
   * @param inPause whether it begins in the pause in which the one before it was cut
   */
  void place(long first, boolean inPause) {
    start = first;
    apart = inPause;
    from = first;
    position = first;
    heard = first;
    floor = first;
    heardBySession = first;
    answered = first;
    spokenBefore = first;
    text = new SegmentText(first);
  }

  long start() {
    return start;
  }

  /** Whether it says no word that the segment before it has said. */
  boolean isApart() {
    return apart;
  }

  /** The sample at which it ends; {@link #OPEN} for the end of the input. */
  long limit() {
    return limit;
  }

  void cutAt(long sample) {
    limit = sample;
  }

  boolean isCut() {
    return limit != OPEN;
  }

  /** What was said, whatever number of sessions it took. */
  SegmentText text() {
    return text;
  }

  /** Text that waits for its turn to be printed; the list is the segment's own. */
  List<TimedText> waiting() {
    return waiting;
  }

  /** More is known of where what was said was spoken. */
  void place(UnaryOperator<TimedText> places) {
    text.place(places);
    waiting.replaceAll(places);
  }

  Optional<SessionConnection> link() {
    return link;
  }

  /** Whether a session is the one that transcribes it now. */
  boolean isOf(SessionConnection session) {
    return link.isPresent() && link.get() == session;
  }

  /** First sample that the current session is sent. */
  long from() {
    return from;
  }

  /** Next sample to send. */
  long position() {
    return position;
  }

  /** How far the model has heard, as far as can be known. */
  long heard() {
    return heard;
  }

  /** The model has heard up to the sample; returns whether its session has come further by that. */
  boolean heard(long sample) {
    boolean further = sample > heardBySession;
    heard = Math.max(heard, sample);
    heardBySession = Math.max(heardBySession, sample);
    return further;
  }

  /** Its session has said something that was not said before. */
  void hasNews() {
    news = true;
  }

  boolean isNew() {
    return news;
  }

  /** No session begins earlier: one that did would say nothing new. */
  long floor() {
    return floor;
  }

  /**
   * Its session broke. Once one has brought nothing new, the next must not hear all of the same
   * again: it may overlap with only half of what this one heard of the printed words. Once one came
   * only as far as the one before it, which is no chance, these are the words that are printed if
   * the clock may be believed, whatever is certain: else no session might ever come further.
   *
   * @param printed every word before this sample is printed
   * @param perhaps the same if the clock may be believed
   * @return where the next session may begin: {@link #floor}, or later after a second session
   *     without news, from where another may go back
   */
  long shortenOverlap(long printed, long perhaps, ReplayBuffer buffer) {
    long came = heardBySession - from;
    boolean inVain = !news && came > 0;
    limited |= inVain && came > SAME_REACH && Math.abs(came - lastCame) <= SAME_REACH;
    vain += inVain ? 1 : 0;
    lastCame = came;
    if (vain > 0) {
      floor = Math.max(floor, shortened(limited ? perhaps : printed, buffer));
    }
    return vain > 1 ? Math.max(floor, shortened(perhaps, buffer)) : floor;
  }

  private long shortened(long printed, ReplayBuffer buffer) {
    long known = Math.min(printed, heardBySession);
    if (known <= from) {
      return floor;
    }
    long half = from + (known - from) / 2;
    long latest = buffer.around(half + (known - half) / 2).map(Entry::start).orElse(floor);
    return OverlapStart.after(half, latest, buffer);
  }

  /** How often it went further back since a session broke. */
  int steps() {
    return steps;
  }

  /** Sound that its session has heard since it last said something. */
  UnansweredSound unanswered() {
    return unanswered;
  }

  /**
   * Text came; returns how much sound it followed.
   *
   * @param now nanoseconds on the run's clock
   */
  long endSilence(long now) {
    lastText = now;
    spokenBefore = position;
    return unanswered.end();
  }

  /** What the model had heard up to the sample it has answered, or had nothing to answer to. */
  void answered(long sample) {
    answered = Math.max(answered, sample);
  }

  long answered() {
    return answered;
  }

  /** No word that its session has said was spoken after this sample: it had not been sent more. */
  long spokenBefore() {
    return spokenBefore;
  }

  /**
   * About how far its session, which has said all, had come when it last said something: as far as
   * if it had been as fast all the time.
   *
   * @param now nanoseconds on the run's clock
   */
  long spokenTo(long now) {
    StreamCounters flow = link.orElseThrow().state().flow();
    double took = Math.max(1, now - flow.began());
    double share = Math.max(0, lastText - flow.began()) / took;
    return from + (long) (share * flow.sent());
  }

  /** Asks for a session, if there is none and the time has come. */
  void connect(Supplier<SessionConnection> links, long now) {
    if (link.isEmpty() && failure.isEmpty() && now >= notBefore) {
      link = Optional.of(links.get());
    }
  }

  /** Whether its session was sent all of its audio, and the segment is cut. */
  boolean isSent() {
    return position >= limit;
  }

  /** The chunk at the position, if there is one and the session takes audio now. */
  Optional<Entry> nextAudio(ReplayBuffer buffer) {
    boolean takes = !isSent() && link.isPresent() && link.get().takesAudio();
    return takes ? buffer.startingAt(position) : Optional.empty();
  }

  /**
   * Sends the chunk at the position to a session that takes it.
   *
   * @param counted whether the server says something to silence too
   */
  void send(Entry next, boolean counted) {
    link.orElseThrow().send(next.chunk(), counted || next.mayHoldWords());
    position = next.end();
  }

  /** Ends the session's audio if all of it was sent. */
  void endAudioAt(long end) {
    if (position >= Math.min(end, limit) && link.isPresent()) {
      link.get().endAudio();
    }
  }

  /** Whether its session has said, or is to say by what is held back, something new. */
  boolean bringsNews() {
    return news || text.filter().holdsNews();
  }

  /** Its sessions that were done before they had heard all by their deltas. */
  EarlyEnds earlyEnds() {
    return earlyEnds;
  }

  /** What only the final text of its session has; empty while there is none. */
  String unstreamed() {
    return unstreamed;
  }

  /** The final text of its session has this, which was not streamed. */
  void unstreamed(String text) {
    unstreamed = text;
  }

  /** Its session has said all. */
  void complete() {
    complete = true;
  }

  /** Its sessions in a row that have said nothing new to much sound. */
  int mutes() {
    return mutes;
  }

  void mutes(int sessions) {
    mutes = sessions;
  }

  /**
   * It is complete, and there is no word in it, if another session has said nothing either.
   *
   * @param others whether sessions of other segments have said nothing to sound
   */
  void silent(boolean others) {
    silent = text.isBlank() && (mutes > 0 || others);
  }

  boolean isSilent() {
    return silent;
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

  /**
   * Lets go of a session that broke; another one begins at the sample after a wait.
   *
   * @param tooLate whether words may have been spoken before it that are not printed
   */
  void restart(long at, boolean tooLate, Duration wait, long now) {
    steps = 0;
    begin(at, tooLate, now + wait.toNanos());
  }

  /**
   * Lets go of a session that began too late; another one begins further back.
   *
   * @param tooLate whether that is still too late
   */
  void stepBack(long at, boolean tooLate, long now) {
    steps++;
    begin(at, tooLate, now);
  }

  private void begin(long at, boolean tooLate, long when) {
    link = Optional.empty();
    notBefore = when;
    from = at;
    position = at;
    heardBySession = at;
    news = false;
    unstreamed = "";
    var unused = unanswered.end();
    lastText = 0;
    spokenBefore = at;
    text.resume(at, tooLate);
  }

  /** When something must happen here, if anything must. */
  OptionalLong deadline() {
    if (link.isEmpty()) {
      return failure.isPresent() ? OptionalLong.empty() : OptionalLong.of(notBefore);
    }
    Optional<Deadline> wait = link.get().deadline();
    return wait.isEmpty() ? OptionalLong.empty() : OptionalLong.of(wait.get().until());
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
