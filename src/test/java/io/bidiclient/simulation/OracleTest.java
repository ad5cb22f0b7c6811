package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.simulation.ServerKind.Cadence;
import io.bidiclient.simulation.ServerKind.Rewording;
import io.bidiclient.simulation.ServerKind.Spacing;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OracleTest {
  private static final Outcome DONE = new Outcome.Completed();
  private static final Outcome BROKEN =
      new Outcome.Partial(new TransportException(Category.NETWORK, "reset", "try again"));
  private static final Scenario SCENARIO =
      new Scenario(
          1,
          WorldKind.PLAIN,
          Script.LATIN,
          60,
          new ServerKind(false, Cadence.FRAME, 0, 0, 1, Spacing.BEFORE, Rewording.NONE),
          10,
          1_000,
          Pace.MAX,
          80,
          5,
          1_500,
          List.of());
  private static final World WORLD = WorldMaker.make(WorldKind.PLAIN, Script.LATIN, 60, 1);

  private static List<RunLog.Printed> words(int from, int to) {
    List<RunLog.Printed> printed = new ArrayList<>();
    for (SpokenWord word : WORLD.words().subList(from, to)) {
      printed.add(new RunLog.Printed(" " + word.text(), word.end()));
    }
    return printed;
  }

  private static Verdict judge(Outcome outcome, List<RunLog.Printed> printed, RunLog.Told... told) {
    RunLog log =
        new RunLog(
            WORLD,
            printed,
            List.of(told),
            Optional.of(outcome),
            RunEnded.Delivery.NONE,
            List.of(),
            Map.of(),
            Duration.ofSeconds(1),
            0);
    return Oracle.judge(SCENARIO, log);
  }

  private static List<RunLog.Printed> joined(List<RunLog.Printed> one, List<RunLog.Printed> other) {
    List<RunLog.Printed> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  @Test
  void isContentWithEveryWordOnce() {
    Verdict verdict = judge(DONE, words(0, 60));
    assertTrue(verdict.exact());
    assertEquals(List.of(), verdict.failures());
  }

  @Test
  void findsALostWordThatNothingTellsOf() {
    Verdict verdict = judge(DONE, joined(words(0, 20), words(21, 60)));
    assertEquals("unmarked", verdict.kind());
    assertEquals(1, verdict.lost());
    assertEquals(2, verdict.failures().size());
  }

  @Test
  void findsDoubledWordsThatNothingTellsOf() {
    Verdict verdict = judge(DONE, joined(words(0, 20), words(15, 60)));
    assertEquals("unmarked", verdict.kind());
    assertEquals(5, verdict.doubled());
  }

  @Test
  void takesAMarkNearThePlaceForAnAnswerAndNoOther() {
    List<RunLog.Printed> printed = joined(words(0, 45), words(46, 60));
    assertEquals(
        List.of(), judge(BROKEN, printed, new RunLog.Told("rough_cut", "", 44)).failures());
    assertEquals("unmarked", judge(BROKEN, printed, new RunLog.Told("rough_cut", "", 2)).kind());
    assertEquals("unmarked", judge(BROKEN, printed, new RunLog.Told("retry", "", 44)).kind());
  }

  @Test
  void letsATranscriptThatIsNotCompleteEndEarlyAndNoOther() {
    assertEquals(List.of(), judge(BROKEN, words(0, 30)).failures());
    assertTrue(judge(DONE, words(0, 30)).failures().stream().anyMatch(f -> f.contains("false")));
  }

  @Test
  void findsTwoSpacesAndAWordBeforeItsSound() {
    List<RunLog.Printed> printed = words(0, 60);
    printed.set(3, new RunLog.Printed("  " + WORLD.words().get(3).text(), printed.get(3).heard()));
    assertEquals("spaces", judge(DONE, printed).kind());
    printed = words(0, 60);
    printed.set(3, new RunLog.Printed(printed.get(3).text(), WORLD.words().get(3).start() - 1));
    assertEquals("times", judge(DONE, printed).kind());
  }
}
