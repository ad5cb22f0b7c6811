package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.simulation.ServerKind.Cadence;
import io.bidiclient.simulation.ServerKind.Rewording;
import io.bidiclient.simulation.ServerKind.Spacing;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OracleTest {
  private static final Outcome DONE = new Outcome.Completed();
  private static final Outcome DOUBTED = new Outcome.Uncertain(1);
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
  private static final ServerKind SLOW =
      new ServerKind(false, Cadence.TOKEN, 0, 0, 1, Spacing.BEFORE, Rewording.NONE);
  private static final int WORDS = 300;
  private static final World WORLD = WorldMaker.make(WorldKind.PLAIN, Script.LATIN, WORDS, 1);

  private static List<RunLog.Printed> words(int from, int to) {
    List<RunLog.Printed> printed = new ArrayList<>();
    for (SpokenWord word : WORLD.words().subList(from, to)) {
      printed.add(new RunLog.Printed(" " + word.text(), word.end()));
    }
    return printed;
  }

  /** A join that the client says of itself, after so many pieces, at so many seconds. */
  private record Joined(int printed, double seconds, double certainty) {}

  private static Verdict judge(Outcome outcome, List<RunLog.Printed> printed, Joined... joins) {
    List<RunLog.Joint> joints = new ArrayList<>();
    List<RunLog.Told> told = new ArrayList<>();
    for (Joined join : joins) {
      long position = (long) (join.seconds() * 16_000);
      Seam seam = new Seam(position, 3, join.certainty(), Seam.Choice.ALIGNED);
      joints.add(new RunLog.Joint(seam, join.printed()));
      if (!seam.isCertain()) {
        told.add(new RunLog.Told("seam", "", join.printed()));
      }
    }
    return judge(outcome, printed, joints, told, new BitSet());
  }

  /** A run of words that repeat, in which the server sent some deltas twice. */
  private static Verdict judge(World world, String text, Outcome outcome, RunLog.Again... doubled) {
    List<RunLog.Printed> printed = new ArrayList<>();
    for (String word : text.split("(?= )", -1)) {
      printed.add(new RunLog.Printed(word, world.samples()));
    }
    Scenario scenario = SCENARIO.withServer(SLOW);
    return Oracle.judge(
        scenario,
        log(world, outcome, printed, List.of(), List.of(), List.of(doubled), new BitSet()));
  }

  private static Verdict judge(
      Outcome outcome,
      List<RunLog.Printed> printed,
      List<RunLog.Joint> joints,
      List<RunLog.Told> told,
      BitSet silenced) {
    RunLog log = log(WORLD, outcome, printed, joints, told, List.of(), silenced);
    return Oracle.judge(SCENARIO.withWords(WORLD.words().size()), log);
  }

  private static RunLog log(
      World world,
      Outcome outcome,
      List<RunLog.Printed> printed,
      List<RunLog.Joint> joints,
      List<RunLog.Told> told,
      List<RunLog.Again> doubled,
      BitSet silenced) {
    return new RunLog(
        world,
        printed,
        joints,
        told,
        Optional.of(outcome),
        RunEnded.Delivery.NONE,
        List.of(),
        Map.of(),
        List.of(),
        Duration.ofSeconds(1),
        0,
        doubled,
        silenced);
  }

  private static List<RunLog.Printed> joined(List<RunLog.Printed> one, List<RunLog.Printed> other) {
    List<RunLog.Printed> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  @Test
  void isContentWithEveryWordOnce() {
    Verdict verdict = judge(DONE, words(0, WORDS));
    assertTrue(verdict.exact());
    assertEquals(List.of(), verdict.failures());
  }

  @Test
  void findsALostWordThatNothingTellsOf() {
    Verdict verdict = judge(DONE, joined(words(0, 20), words(21, WORDS)));
    assertEquals("unmarked", verdict.kind());
    assertEquals(1, verdict.lost());
    assertEquals(2, verdict.failures().size());
  }

  @Test
  void findsDoubledWordsThatNothingTellsOf() {
    Verdict verdict = judge(DONE, joined(words(0, 20), words(15, WORDS)));
    assertEquals("unmarked", verdict.kind());
    assertEquals(5, verdict.doubled());
  }

  @Test
  void takesAnUncertainSeamNearThePlaceForAMarkAndNoOther() {
    List<RunLog.Printed> printed = joined(words(0, 150), words(151, WORDS));
    double seconds = WORLD.words().get(150).start() / 16_000.0;
    assertEquals(List.of(), judge(DOUBTED, printed, new Joined(149, seconds, 0.8)).failures());
    assertEquals(List.of(), judge(BROKEN, printed, new Joined(149, seconds, 0.8)).failures());
    assertEquals("unmarked", judge(DOUBTED, printed, new Joined(5, 2, 0.8)).kind());
    Verdict certain = judge(DONE, printed, new Joined(149, seconds, 0.999));
    assertEquals("unmarked", certain.kind());
    assertTrue(certain.failures().get(0).contains("at a certain seam"));
  }

  @Test
  void findsACompleteTranscriptWithAnUncertainSeam() {
    Verdict verdict = judge(DONE, words(0, WORDS), new Joined(50, 20, 0.8));
    assertEquals("false complete", verdict.kind());
    assertEquals(List.of(), judge(DOUBTED, words(0, WORDS), new Joined(50, 20, 0.8)).failures());
  }

  @Test
  void findsADoubtThatNothingExplainsAndASeamThatNobodyIsTold() {
    assertEquals("marks", judge(DOUBTED, words(0, WORDS)).kind());
    Seam seam = new Seam(16_000, 3, 0.5, Seam.Choice.UNMATCHED);
    Verdict verdict =
        judge(
            DOUBTED, words(0, WORDS), List.of(new RunLog.Joint(seam, 9)), List.of(), new BitSet());
    assertEquals("marks", verdict.kind());
  }

  @Test
  void letsNoDoubtedTranscriptEndEarly() {
    Verdict verdict = judge(DOUBTED, words(0, 30), new Joined(2, 1, 0.8));
    assertTrue(verdict.failures().stream().anyMatch(told -> told.startsWith("false complete")));
  }

  @Test
  void wantsAMarkThatReachesOverAllThatIsMissing() {
    List<RunLog.Printed> printed = joined(words(0, 20), words(220, WORDS));
    assertEquals(List.of(), judgeMissing(DOUBTED, printed, 20, 219).failures());
    assertEquals("unmarked", judgeMissing(DOUBTED, printed, 20, 100).kind());
    assertEquals(List.of(), judgeMissing(DOUBTED, words(0, 20), 20, WORDS - 1).failures());
    assertEquals("false complete", judgeMissing(DOUBTED, words(0, 20), 20, 200).kind());
  }

  /** Where a mark says that the words from one to another may be missing. */
  private static Verdict judgeMissing(
      Outcome outcome, List<RunLog.Printed> printed, int from, int to) {
    Seam seam =
        new Seam(WORLD.words().get(from).start(), 0, 0.1, Seam.Choice.UNMATCHED)
            .missing(WORLD.words().get(from).start(), WORLD.words().get(to).end());
    return judge(
        outcome,
        printed,
        List.of(new RunLog.Joint(seam, from)),
        List.of(new RunLog.Told("seam", "", from)),
        new BitSet());
  }

  @Test
  void excusesWordsThatAServerWasSilentToForAShortTime() {
    List<RunLog.Printed> printed = joined(words(0, 20), words(50, WORDS));
    BitSet rut = new BitSet();
    rut.set(20, 50);
    assertEquals(List.of(), judge(DONE, printed, List.of(), List.of(), rut).failures());
    printed = joined(words(0, 20), words(55, WORDS));
    assertEquals("unmarked", judge(DONE, printed, List.of(), List.of(), rut).kind());
    rut.set(20, 160);
    printed = joined(words(0, 20), words(160, WORDS));
    assertEquals("unmarked", judge(DONE, printed, List.of(), List.of(), rut).kind());
  }

  private static World world(String... words) {
    List<SpokenWord> spoken = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      spoken.add(new SpokenWord(words[i], 16_000L * i, 16_000L * i + 3_200, -20));
    }
    return new World(spoken, List.of(), -62, 16_000L * words.length);
  }

  @Test
  void tellsADeltaThatTheServerSentTwiceFromAWordThatIsSaidTwice() {
    World world = world("no", "no", "well", "no", "yes", "no", "no");
    RunLog.Again well = new RunLog.Again(2, 0, " well");
    RunLog.Again no = new RunLog.Again(1, 0, " no");
    assertEquals(List.of(), judge(world, " no no well well no yes no no", DONE, well).failures());
    assertEquals(List.of(), judge(world, " no no no well no yes no no", DONE, no).failures());
    assertEquals(List.of(), judge(world, " no no well no yes no no", DONE, no, well).failures());
    assertEquals(List.of(), judge(world, " no no no well no", BROKEN, no).failures());
    assertEquals("unmarked", judge(world, " no no no well no yes no no", DONE, well).kind());
    assertEquals("unmarked", judge(world, " no no well no yes no", DONE, well).kind());
    assertEquals("unmarked", judge(world, " no no well well well no yes no no", DONE, well).kind());
  }

  @Test
  void knowsAPartOfAWordThatTheServerSentTwice() {
    World world = world("no", "well", "well", "no");
    RunLog.Again part = new RunLog.Again(1, 0, "ll");
    RunLog.Again beginning = new RunLog.Again(2, 2, " we");
    assertEquals(List.of(), judge(world, " no wellll well no", DONE, part).failures());
    assertEquals(List.of(), judge(world, " no well we well no", DONE, beginning).failures());
    assertEquals(List.of(), judge(world, " no wellll we", BROKEN, part, beginning).failures());
    assertEquals("unmarked", judge(world, " no well wellll no", DONE, part).kind());
  }

  @Test
  void letsATranscriptThatIsNotCompleteEndEarlyAndNoOther() {
    assertEquals(List.of(), judge(BROKEN, words(0, 30)).failures());
    assertTrue(judge(DONE, words(0, 30)).failures().stream().anyMatch(f -> f.contains("false")));
  }

  @Test
  void findsTwoSpacesAndAWordBeforeItsSound() {
    List<RunLog.Printed> printed = words(0, WORDS);
    printed.set(3, new RunLog.Printed("  " + WORLD.words().get(3).text(), printed.get(3).heard()));
    assertEquals("spaces", judge(DONE, printed).kind());
    printed = words(0, WORDS);
    printed.set(3, new RunLog.Printed(printed.get(3).text(), WORLD.words().get(3).start() - 1));
    assertEquals("times", judge(DONE, printed).kind());
  }
}
