package io.bidiclient.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.bench.measure.UtteranceResult;
import io.bidiclient.check.Normalizer;
import io.bidiclient.problem.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final int WORDS = 20;

  @Test
  void findsAPlantedErrorOfFivePercent() {
    int found = 0;
    for (int seed = 0; seed < 20; seed++) {
      Difference words = wordErrors(0.08, 0.13, 60, seed);
      assertTrue(words.low() <= words.value() && words.value() <= words.high());
      found += words.isShown() && words.value() > 0 ? 1 : 0;
    }
    assertTrue(found >= 19, found + " of 20");
  }

  @Test
  void findsNoDifferenceBetweenEqualsInTwentyRuns() {
    int alarms = 0;
    for (int seed = 100; seed < 120; seed++) {
      alarms += wordErrors(0.08, 0.08, 60, seed).isShown() ? 1 : 0;
    }
    assertTrue(alarms <= 2, alarms + " false alarms");
  }

  @Test
  void theIntervalCoversTheTruthAboutAsOftenAsItSays() {
    int covered = 0;
    for (int seed = 200; seed < 300; seed++) {
      Difference words = wordErrors(0.08, 0.13, 40, seed);
      covered += words.low() <= 5 && 5 <= words.high() ? 1 : 0;
    }
    assertTrue(covered >= 88, covered + " of 100");
  }

  @Test
  void aVerdictSaysNoMoreThanTheInterval() {
    assertEquals(
        "lag: +3.00 ms (95 %: -1.00 to +7.00 ms): no difference shown",
        new Difference("lag", "ms", 3, -1, 7, 0).verdict());
    assertEquals(
        "lag: +3.00 ms (95 %: +1.00 to +5.00 ms): the second is higher",
        new Difference("lag", "ms", 3, 1, 5, 0).verdict());
    assertEquals(
        "lag: -3.00 ms (95 %: -5.00 to -1.00 ms): the second is lower",
        new Difference("lag", "ms", -3, -5, -1, 0).verdict());
    assertEquals(
        "lag: -0.46 ms (95 %: -0.65 to -0.26 ms): no difference shown, as this client was up to"
            + " 0.90 ms late itself",
        new Difference("lag", "ms", -0.46, -0.65, -0.26, 0.9).verdict());
    assertFalse(new Difference("lag", "ms", 1, 0.5, 1.5, 0.9).isShown());
    assertTrue(new Difference("lag", "ms", 2, 1, 3, 0.9).isShown());
  }

  @Test
  void tooFewPairsAreNotCompared() {
    Comparison few = compare(0, 0.5, 7, 1);
    assertEquals(List.of(), few.differences());
    assertEquals("too few to compare: 8 are needed, give a longer --step", few.lines().get(1));
  }

  @Test
  void whatOnlyOneHeardIsLeftOutAndCounted() {
    List<UtteranceResult> ours = new ArrayList<>();
    List<UtteranceResult> theirs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ours.add(utterance(i, "a b", ExitCode.OK, 500.0));
      theirs.add(utterance(i, "a c", i < 2 ? ExitCode.SERVER : ExitCode.OK, 530.0));
    }
    Comparison comparison =
        Comparison.of(
            "one",
            "two",
            List.of(ours),
            List.of(theirs),
            List.of(Optional.of("a b")),
            new Normalizer(false),
            2);
    assertEquals(10, comparison.pairs());
    assertEquals(2, comparison.unpaired());
    assertEquals(
        new Difference("word error rate", "points", 50, 50, 50, 0),
        comparison.differences().get(0));
    assertEquals(new Difference("lag", "ms", 30, 30, 30, 2), comparison.differences().get(1));
  }

  private static Difference wordErrors(double first, double second, int pairs, int seed) {
    return compare(first, second, pairs, seed).differences().get(0);
  }

  /** Two models that mishear each word with a probability, each by its own chance. */
  private static Comparison compare(double first, double second, int pairs, int seed) {
    Random random = new Random(seed);
    List<UtteranceResult> ours = new ArrayList<>();
    List<UtteranceResult> theirs = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      ours.add(utterance(i, text(first, random), ExitCode.OK, 500));
      theirs.add(utterance(i, text(second, random), ExitCode.OK, 500));
    }
    return Comparison.of(
        "one",
        "two",
        List.of(ours),
        List.of(theirs),
        List.of(Optional.of("word ".repeat(WORDS))),
        new Normalizer(false),
        0);
  }

  private static String text(double errors, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      text.append(random.nextDouble() < errors ? "ward " : "word ");
    }
    return text.toString();
  }

  private static UtteranceResult utterance(int stream, String text, ExitCode code, double lag) {
    return new UtteranceResult(
        stream, 0, 0, text, code, false, false, "", Optional.of(lag), Optional.empty());
  }
}
