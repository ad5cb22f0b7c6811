package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.Sha256;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.Scheduler;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionFailoverTest {
  private final FakeTransport transport = new FakeTransport();
  private final List<String> warnings = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private long now;
  private final Scheduler scheduler =
      new QueueScheduler(() -> now, () -> Instant.EPOCH.plusNanos(now));

  private SessionFailover failover(int retries, Duration longest) {
    SessionSettings settings = SessionSettings.of("fake", "m", Timeouts.DEFAULT);
    Backoff second = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 1);
    return new SessionFailover(
        owner -> SessionConnection.open(transport, settings, owner, scheduler, () -> now),
        new RetryPolicy(retries, second, longest),
        event -> {
          if (event instanceof TimedText piece) {
            text.append(piece.text());
          } else if (event instanceof TranscriptionEvent.Warned warned) {
            warnings.add(warned.warning().code());
          }
        },
        () -> now,
        new RunCounters(Optional.of(Sha256.begin())));
  }

  private void settle(SessionFailover failover) {
    failover.proceed();
    for (Optional<Runnable> task = next(); task.isPresent(); task = next()) {
      task.get().run();
      failover.proceed();
    }
  }

  private Optional<Runnable> next() {
    try {
      return scheduler.next(now);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the test", e);
    }
  }

  private void hear(SessionFailover failover, String drawing) {
    ChunkLevels.of(drawing).forEach(failover::audio);
    settle(failover);
  }

  @Test
  void reconnectsAfterItsWaitAndSendsAgainWhatWasNotHeard() {
    SessionFailover failover = failover(1, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(failover, "####");
    transport.wire(0).fails(Category.NETWORK);
    settle(failover);
    assertEquals(1, transport.count());
    assertEquals(List.of("retry"), warnings);

    now += Duration.ofSeconds(1).toNanos();
    settle(failover);
    transport.wire(1).created();
    settle(failover);
    assertEquals(4, transport.wire(1).appends());

    failover.audioEnded();
    settle(failover);
    transport.wire(1).delta(" one").done(" one");
    settle(failover);
    assertEquals(" one", text.toString());
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
  }

  @Test
  void waitsAsLongAsTheServerAsksAndNoShorterThanItsBackOff() {
    for (int asked : List.of(20, 0)) {
      SessionFailover failover = failover(1, Duration.ofMinutes(25));
      int before = transport.count();
      transport.wire(before - 1).fails(Category.THROTTLED, Duration.ofSeconds(asked));
      settle(failover);
      now += Duration.ofSeconds(Math.max(1, asked)).toNanos() - 1;
      settle(failover);
      assertEquals(before, transport.count(), asked + " s were asked for");
      now++;
      settle(failover);
      assertEquals(before + 1, transport.count(), asked + " s were asked for");
    }
  }

  @Test
  void givesUpWhenItsRetriesAreSpent() {
    SessionFailover failover = failover(0, Duration.ofMinutes(25));
    transport.wire(0).fails(Category.THROTTLED);
    settle(failover);
    assertInstanceOf(Outcome.Failed.class, failover.outcome().orElseThrow());
    assertEquals(1, transport.count());
  }

  @Test
  void neverRetriesWhatAnotherSessionCannotMend() {
    for (Category category : List.of(Category.AUTH, Category.ENDPOINT, Category.PROTOCOL)) {
      SessionFailover failover = failover(5, Duration.ofMinutes(25));
      transport.wire(transport.count() - 1).fails(category);
      settle(failover);
      assertTrue(failover.outcome().isPresent(), category.toString());
    }
  }

  @Test
  void printsTheOldSessionsTextBeforeTheNewOnes() {
    SessionFailover failover = failover(0, Duration.ofSeconds(2));
    transport.wire(0).created();
    hear(failover, "##########......##########");
    assertEquals(2, transport.count());
    transport.wire(1).created();
    settle(failover);
    failover.audioEnded();
    settle(failover);

    transport.wire(1).delta(" two").done(" two");
    settle(failover);
    assertEquals("", text.toString());
    transport.wire(0).delta(" one").done(" one");
    settle(failover);
    assertEquals(" one two", text.toString());
    // The cut is in a pause: only silence is sent twice, and there is nothing to align.
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertEquals(27, transport.wire(0).appends() + transport.wire(1).appends());
  }

  /** Nothing was spoken behind the cut by then, whatever a session before it has heard of it. */
  @Test
  void aSegmentThatWasSaidTwiceIsNotSaidAgainByTheNextOne() {
    SessionFailover failover = failover(5, Duration.ofSeconds(2));
    transport.wire(0).created();
    hear(failover, "##########......##########");
    transport.wire(1).created();
    transport.wire(0).delta(" yes").delta(" yes").delta(" so").delta(" so").delta(" no");
    settle(failover);
    transport.wire(0).fails(Category.NETWORK);
    settle(failover);
    now += Duration.ofSeconds(1).toNanos();
    settle(failover);
    transport.wire(3).created();
    settle(failover);
    transport.wire(3).delta(" yes yes so so no").done(" yes yes so so no");
    failover.audioEnded();
    settle(failover);
    transport.wire(1).delta(" yes yes so so no").done(" yes yes so so no");
    settle(failover);
    assertEquals(" yes yes so so no yes yes so so no", text.toString());
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
  }

  @Test
  void aSuccessorThatIsRefusedDoesNotCutTheSessionBeforeItShort() {
    SessionFailover failover = failover(0, Duration.ofSeconds(2));
    transport.wire(0).created();
    hear(failover, "##########......##########");
    transport.wire(1).fails(Category.ENDPOINT);
    settle(failover);
    assertEquals(Optional.empty(), failover.outcome());

    transport.wire(0).delta(" one").done(" one");
    settle(failover);
    assertEquals(" one", text.toString());
    assertInstanceOf(Outcome.Failed.class, failover.outcome().orElseThrow());
  }

  @Test
  void finishesEarlyWithWhatWasSent() {
    SessionFailover failover = failover(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(failover, "####");
    failover.finishEarly();
    settle(failover);
    transport.wire(0).delta(" one").done(" one");
    settle(failover);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertEquals(" one", text.toString());
  }

  @Test
  void finishesEarlyAtOnceWhereNoSessionIsOpen() {
    SessionFailover failover = failover(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(failover, "####");
    transport.wire(0).fails(Category.NETWORK);
    settle(failover);
    failover.finishEarly();
    assertInstanceOf(Outcome.Partial.class, failover.outcome().orElseThrow());
  }

  @Test
  void aSessionThatBroughtNothingNewIsFollowedByOneThatBeginsLater() {
    SessionFailover failover = failover(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(failover, "##..".repeat(75));
    List<Integer> appends = new ArrayList<>();
    for (int session = 0; session < 4; session++) {
      appends.add(transport.wire(session).appends());
      // Nothing shows yet that the deltas are a clock; each session falls silent after 12 s.
      for (int frame = 1; frame <= 150; frame++) {
        transport.wire(session).delta(session == 0 && frame % 50 == 0 ? " word" : "");
      }
      transport.wire(session).fails(Category.TIMEOUT);
      settle(failover);
      now += Duration.ofSeconds(1).toNanos();
      settle(failover);
      transport.wire(session + 1).created();
      settle(failover);
    }
    // If there is a clock, 113 frames are printed: half of what was heard again of them is left
    // out, to the next pause. What no session said anything to is not taken for printed.
    assertEquals(List.of(300, 300, 300 - 58, 300 - 87), appends);
  }

  @Test
  void aSessionThatHasSaidNothingYetIsFollowedByOneThatIsSentAllAgain() {
    // What the first deltas stand for is not known: the server may be 25 frames late, or owe a
    // second's words.
    for (int deltas = 0; deltas < 70; deltas++) {
      SessionFailover failover = failover(5, Duration.ofMinutes(25));
      int first = transport.count() - 1;
      transport.wire(first).created();
      hear(failover, "##.".repeat(100));
      for (int session = first; session < first + 3; session++) {
        replaceAfterSilence(failover, session, deltas);
        assertEquals(300, transport.wire(session + 1).appends(), deltas + " deltas");
      }
    }
  }

  @Test
  void wordsThatWereHeldBackWhenASessionBrokeAreSentAgain() {
    SessionFailover failover = failover(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(failover, "##.".repeat(100));
    for (int frame = 0; frame < 10; frame++) {
      transport.wire(0).delta("");
    }
    transport.wire(0).delta(" motufa").delta(" buruka");
    replaceAfterSilence(failover, 0, 0);
    // The word goes on: it cannot be told from the printed one yet. Then there is a frame clock.
    transport.wire(1).delta(" motu");
    replaceAfterSilence(failover, 1, 290);
    assertTrue(transport.wire(2).appends() > 290, transport.wire(2).appends() + " chunks");
    assertEquals(" motufa buruka", text.toString());
  }

  @Test
  void wordsWhoseAudioIsNoLongerHeldMakeTheTranscriptUncertain() {
    // Eleven minutes of speech to which nothing is said; ten are kept.
    SessionFailover failover = failover(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(failover, "##.".repeat(2_750));
    while (transport.wire(0).appends() < 8_250) {
      now += Duration.ofSeconds(1).toNanos();
      settle(failover);
    }
    replaceAfterSilence(failover, 0, 0);
    failover.audioEnded();
    settle(failover);
    int appends = transport.wire(1).appends();
    for (int frame = 1; frame <= appends; frame++) {
      transport.wire(1).delta(frame % 10 == 0 ? " word" : "");
    }
    settle(failover);
    transport.wire(1).done(" word".repeat(appends / 10));
    settle(failover);
    assertTrue(appends >= 6_000 && appends <= 7_500, appends + " chunks");
    assertEquals(List.of("retry", "seam"), warnings);
    assertEquals(Optional.of(new Outcome.Uncertain(1)), failover.outcome());
  }

  /** A word every twenty frames. */
  private static String words(int from, int to) {
    return IntStream.range(from, to)
        .filter(frame -> frame % 20 == 19)
        .mapToObj(frame -> " word" + frame)
        .collect(Collectors.joining());
  }

  /** A session that has answered 300 chunks as they came, and is done when it is sent 400. */
  private SessionFailover doneEarly() {
    SessionFailover failover = failover(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    List<AudioChunk> chunks = ChunkLevels.of("##..".repeat(100));
    for (int chunk = 0; chunk < 400; chunk++) {
      failover.audio(chunks.get(chunk));
      settle(failover);
      if (chunk < 300) {
        transport.wire(0).delta(words(chunk, chunk + 1));
      }
    }
    failover.audioEnded();
    settle(failover);
    transport.wire(0).done(words(0, 300));
    settle(failover);
    now += Duration.ofSeconds(1).toNanos();
    settle(failover);
    return failover;
  }

  /** The session that follows says the words of the deltas that it owes, up to one. */
  private void follows(SessionFailover failover, int upTo) {
    follows(failover, 1, upTo);
  }

  private void follows(SessionFailover failover, int session, int upTo) {
    transport.wire(session).created();
    settle(failover);
    int from = 400 - transport.wire(session).appends();
    for (int frame = from; frame < upTo; frame++) {
      transport.wire(session).delta(words(frame, frame + 1));
    }
    transport.wire(session).done(words(from, upTo));
    settle(failover);
    now += Duration.ofSeconds(1).toNanos();
    settle(failover);
  }

  @Test
  void aSessionThatIsDoneBeforeItHasHeardAllIsFollowedByAnother() {
    SessionFailover failover = doneEarly();
    assertEquals(List.of("retry"), warnings);
    follows(failover, 410);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertTrue(
        text.toString().endsWith(" word279 word299 word319 word339 word359 word379 word399"));
    assertEquals(20, text.toString().split(" word", -1).length - 1);
  }

  @Test
  void anotherSessionThatIsDoneInTimeDoesNotHideOneThatIsDoneEarly() {
    // The first session proves the clock; it is cut at the pause, and the next one hears the rest.
    SessionFailover failover = failover(5, Duration.ofSeconds(40));
    transport.wire(0).created();
    List<AudioChunk> chunks =
        ChunkLevels.of("##..".repeat(100) + ".".repeat(40) + "##..".repeat(20));
    for (int chunk = 0; chunk < 520; chunk++) {
      failover.audio(chunks.get(chunk));
      settle(failover);
      if (chunk < 300) {
        transport.wire(0).delta(words(chunk, chunk + 1));
      }
    }
    assertEquals(2, transport.count());
    transport.wire(1).created();
    settle(failover);
    failover.audioEnded();
    settle(failover);
    int first = transport.wire(0).appends();
    int second = transport.wire(1).appends();
    assertTrue(first > 310 && second > 20, first + " and " + second + " chunks");

    transport.wire(0).saysDone(words(0, 300));
    for (int frame = 0; frame < second + 10; frame++) {
      transport.wire(1).delta("");
    }
    transport.wire(1).saysDone("");
    transport.wire(0).closes();
    transport.wire(1).closes();
    settle(failover);
    assertEquals(List.of("retry"), warnings);
    assertEquals(Optional.empty(), failover.outcome());
  }

  @Test
  void aServerThatIsDoneEarlyAgainButFurtherOnIsFollowedByAThirdSession() {
    SessionFailover failover = doneEarly();
    follows(failover, 380);
    assertEquals(List.of("retry", "retry"), warnings);
    follows(failover, 2, 410);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertEquals(20, text.toString().split(" word", -1).length - 1);
  }

  @Test
  void aClockIsDoubtedAndTheEndMarkedWhereASessionIsDoneAsEarlyAsTheOneBeforeIt() {
    SessionFailover failover = doneEarly();
    follows(failover, 300);
    assertEquals(List.of("retry", "clock", "seam"), warnings);
    assertEquals(Optional.of(new Outcome.Uncertain(1)), failover.outcome());
  }

  /** Sends 200 frames of sound at once to a session, which answers them with so many deltas. */
  private void answers(SessionFailover failover, int session, int deltas) {
    transport.wire(session).created();
    settle(failover);
    for (int delta = 0; delta < deltas; delta++) {
      transport.wire(session).delta(words(delta, delta + 1));
    }
    transport.wire(session).done(words(0, deltas));
    settle(failover);
    now += Duration.ofSeconds(1).toNanos();
    settle(failover);
  }

  private SessionFailover shortInput(int retries) {
    SessionFailover failover = failover(retries, Duration.ofMinutes(25));
    ChunkLevels.of("##..".repeat(50)).forEach(failover::audio);
    failover.audioEnded();
    return failover;
  }

  @Test
  void aSessionThatMayBeDoneEarlyIsFollowedByAnotherWhileNoClockIsKnown() {
    SessionFailover failover = shortInput(5);
    answers(failover, 0, 150);
    assertEquals(List.of("retry"), warnings);
    answers(failover, 1, 210);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertEquals(words(0, 210), text.toString());
  }

  @Test
  void twoSessionsThatSayTheSameHaveHeardAllWhateverTheirDeltasCount() {
    SessionFailover failover = shortInput(5);
    answers(failover, 0, 150);
    answers(failover, 1, 151);
    assertEquals(List.of("retry", "clock"), warnings);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertEquals(words(0, 150), text.toString());
  }

  @Test
  void aDeltaForEverySecondFrameIsNoSignOfAnEarlyEnd() {
    SessionFailover failover = shortInput(5);
    answers(failover, 0, 108);
    assertEquals(List.of("clock"), warnings);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
  }

  @Test
  void theEndIsMarkedWhereNoOtherSessionCanShowWhetherItWasEarly() {
    SessionFailover failover = shortInput(0);
    answers(failover, 0, 150);
    assertEquals(List.of("clock", "seam"), warnings);
    assertEquals(Optional.of(new Outcome.Uncertain(1)), failover.outcome());
  }

  /** A planned session transcribes music only, and says nothing; words follow it. */
  @Test
  void aSegmentWithoutWordsIsNothingToJoinTo() {
    SessionFailover failover = failover(5, Duration.ofSeconds(20));
    ChunkLevels.of("#".repeat(500)).forEach(failover::audio);
    failover.audioEnded();
    ends(failover, 0, 20, 20);
    // Two more sessions say nothing to the second segment either.
    ends(failover, 1, 0, 0);
    ends(failover, 3, 0, 0);
    ends(failover, 4, 0, 0);
    ends(failover, 2, 20, 20);
    assertEquals(List.of("clock", "retry", "retry"), warnings);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertEquals(numbered(0, 20) + numbered(0, 20), text.toString());
  }

  private static String numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(word -> " word" + word).collect(Collectors.joining());
  }

  /** A session without a frame clock streams so many words, and its final text has more. */
  private void ends(SessionFailover failover, int session, int streamed, int words) {
    transport.wire(session).created();
    settle(failover);
    for (int word = 0; word < streamed; word++) {
      transport.wire(session).delta(numbered(word, word + 1));
    }
    transport.wire(session).done(numbered(0, words));
    settle(failover);
    now += Duration.ofSeconds(1).toNanos();
    settle(failover);
  }

  @Test
  void aFinalTextThatGoesFarBeyondWhatWasStreamedIsNoProofOfTheEnd() {
    SessionFailover failover = shortInput(5);
    ends(failover, 0, 20, 40);
    assertEquals(List.of("clock", "retry"), warnings);
    ends(failover, 1, 50, 50);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertEquals(numbered(0, 50), text.toString());
  }

  @Test
  void theEndIsMarkedWhereNoOtherSessionCanShowThatTheFinalTextHasAll() {
    SessionFailover failover = shortInput(0);
    ends(failover, 0, 20, 40);
    assertEquals(List.of("clock", "seam"), warnings);
    assertEquals(Optional.of(new Outcome.Uncertain(1)), failover.outcome());
    assertEquals(numbered(0, 40), text.toString());
  }

  @Test
  void aServerThatLeavesTheEndToItsFinalTextIsAskedTwiceOnce() {
    SessionFailover failover = shortInput(5);
    ends(failover, 0, 20, 40);
    ends(failover, 1, 20, 40);
    assertEquals(List.of("clock", "retry"), warnings);
    assertEquals(Optional.of(new Outcome.Completed()), failover.outcome());
    assertEquals(numbered(0, 40), text.toString());
  }

  @Test
  void aFinalTextThatHasAFewWordsMoreOrAllOfThemIsBelieved() {
    for (int streamed : List.of(0, 32, 40)) {
      int before = transport.count();
      SessionFailover failover = shortInput(5);
      ends(failover, before, streamed, 40);
      assertEquals(Optional.of(new Outcome.Completed()), failover.outcome(), "of " + streamed);
    }
  }

  @Test
  void afterAPlannedJoinASegmentThatHasSaidNothingYetIsSentAllAgain() {
    SessionFailover failover = failover(5, Duration.ofSeconds(20));
    transport.wire(0).created();
    hear(failover, "##.".repeat(50) + "......" + "##.".repeat(30));
    assertEquals(2, transport.count());
    transport.wire(1).created();
    settle(failover);
    int appends = transport.wire(1).appends();
    for (int session = 1; session < 4; session++) {
      replaceAfterSilence(failover, session, 60);
      assertEquals(appends, transport.wire(session + 1).appends());
    }
  }

  /**
   * A session on a frame clock that says nothing to the last sound of its audio, and the number of
   * sessions after it.
   */
  private int sessionsAfterSilenceAtTheEnd(int soundFrames) {
    SessionFailover failover = failover(5, Duration.ofMinutes(25));
    int first = transport.count() - 1;
    transport.wire(first).created();
    hear(failover, "####.".repeat(40) + "#".repeat(soundFrames));
    for (int frame = 1; frame <= 200; frame++) {
      transport.wire(first).delta(frame % 5 == 0 ? " word" : "");
    }
    settle(failover);
    failover.audioEnded();
    for (int frame = 0; frame < soundFrames + 10; frame++) {
      transport.wire(first).delta("");
    }
    transport.wire(first).done(" word".repeat(40));
    settle(failover);
    now += Duration.ofSeconds(1).toNanos();
    settle(failover);
    return transport.count() - first;
  }

  @Test
  void eightSecondsOfSoundWithoutAWordAtTheEndAreGivenToAnotherSession() {
    assertEquals(1, sessionsAfterSilenceAtTheEnd(100));
    assertEquals(List.of(), warnings);
    assertEquals(2, sessionsAfterSilenceAtTheEnd(101));
    assertEquals(List.of("retry"), warnings);
  }

  /** A session answers so many frames without a word and breaks; the next one is created. */
  private void replaceAfterSilence(SessionFailover failover, int session, int deltas) {
    for (int frame = 0; frame < deltas; frame++) {
      transport.wire(session).delta("");
    }
    transport.wire(session).fails(Category.NETWORK);
    settle(failover);
    now += Duration.ofSeconds(1).toNanos();
    settle(failover);
    transport.wire(session + 1).created();
    settle(failover);
  }

  /** Two deltas a frame, or one: nobody knows yet how far the session had heard. */
  @Test
  void aSessionWithoutNewsMovesTheNextOneOnOnlyByWhatIsCertainlyPrinted() {
    SessionFailover failover = failover(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(failover, "##..".repeat(100));
    for (int session = 0; session < 2; session++) {
      for (int delta = 0; delta < 150 - 20 * session; delta++) {
        transport.wire(session).delta(words(delta, delta + 1));
      }
      replaceAfterSilence(failover, session, 0);
    }
    // Seven words take twelve frames at least, and half of that is left out, to the next pause.
    assertEquals(400 - 9, transport.wire(2).appends());
  }

  @Test
  void halfAnHourOfSilenceIsSentAtOnceToAServerThatHasSaidNothing() {
    SessionFailover failover = failover(0, Duration.ofMinutes(60));
    transport.wire(0).created();
    hear(failover, "_".repeat(30 * 60 * 25 / 2));
    assertEquals(22_500, transport.wire(0).appends());
    assertEquals(0, now);
  }

  @Test
  void tenMinutesOfNoiseAreSentInASecondToAServerThatAnswersEveryFrame() {
    SessionFailover failover = failover(0, Duration.ofMinutes(60));
    transport.wire(0).created();
    hear(failover, "#".repeat(10 * 60 * 25 / 2));
    assertEquals(6_000, transport.wire(0).appends(), "eight minutes of what may be words");
    int answered = 0;
    while (transport.wire(0).appends() < 7_500) {
      for (; answered < transport.wire(0).appends() - 6; answered++) {
        transport.wire(0).delta("");
      }
      settle(failover);
      if (answered == transport.wire(0).appends() - 6) {
        now = failover.deadline().orElseThrow();
        settle(failover);
      }
    }
    // It is a clock if it twice has answered all when it is sent more, half a second apart.
    assertEquals(Duration.ofSeconds(1).toNanos(), now);
  }

  @Test
  void everyPlannedSessionBringsTheRunFurther() {
    SessionFailover failover = failover(0, Duration.ofSeconds(4));
    transport.wire(0).created();
    hear(failover, "#.".repeat(200));
    // 32 s of audio, at least one of which each session adds.
    for (int session = 1; session < Math.min(40, transport.count()); session++) {
      transport.wire(session).created();
      settle(failover);
    }
    failover.audioEnded();
    settle(failover);
    assertTrue(transport.count() <= 32, "sessions: " + transport.count());
    int appends = 0;
    for (int session = 0; session < transport.count(); session++) {
      appends += transport.wire(session).appends();
    }
    assertTrue(appends > 400 && appends <= 2 * 400, "chunks sent: " + appends);
  }
}
