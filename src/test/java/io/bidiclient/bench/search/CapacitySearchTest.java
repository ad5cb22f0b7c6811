package io.bidiclient.bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.bench.measure.ClientLoad;
import io.bidiclient.bench.measure.StepMeter;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.bench.search.StepVerdict.Kind;
import io.bidiclient.check.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacitySearchTest {
  private static final long FRAME = 80_000_000;
  private static final long STEP = 20_000_000_000L;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 20, 60, 150})
  void findsAHiddenCapacityWithinOne(int capacity) throws InterruptedException {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      Gates gates = new Gates(Optional.of(Duration.ofSeconds(1)), Optional.empty());
      List<Integer> steps = new ArrayList<>();
      StepRunner endpoint =
          streams -> {
            steps.add(streams);
            StepResult step = simulate(streams, capacity, random);
            return gates.of(step, Optional.empty()).stream().allMatch(Gate::passed)
                ? StepVerdict.HOLDS
                : new StepVerdict(Kind.FAILS, "");
          };
      SearchResult found = new CapacitySearch(endpoint, 1000).find();
      assertTrue(
          Math.abs(found.streams() - capacity) <= 1, found + " of " + capacity + " by " + steps);
      assertTrue(found.confirmed());
      assertTrue(steps.size() <= 40, steps.size() + " steps");
    }
  }

  /** A server that begins so many frames in 80 ms, first come first served, in virtual time. */
  private static StepResult simulate(int streams, int capacity, Random random) {
    StepMeter meter = new StepMeter(0, Long.MAX_VALUE);
    long interval = FRAME / capacity;
    PriorityQueue<long[]> due = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
    for (int stream = 0; stream < streams; stream++) {
      // When its next frame can be asked for, when the frame's audio was there, the stream.
      long start = (long) (random.nextDouble() * FRAME) + FRAME;
      due.add(new long[] {start, start, stream});
    }
    long free = 0;
    while (!due.isEmpty()) {
      long[] next = due.remove();
      long begins = Math.max(next[0], free);
      free = begins + interval;
      long there = begins + 20_000_000 + (long) (random.nextDouble() * 5_000_000);
      if (there > STEP) {
        continue;
      }
      meter.frame();
      meter.lag(there, there - next[1]);
      long following = next[1] + FRAME;
      due.add(new long[] {Math.max(there, following), following, next[2]});
    }
    return meter.result(streams, STEP, ClientLoad.NONE, Optional.empty());
  }

  @Test
  void oneStepThatFailsByChanceChangesNothing() throws InterruptedException {
    for (int flaw = 0; flaw < 12; flaw++) {
      int fails = flaw;
      int[] count = {0};
      SearchResult found =
          new CapacitySearch(
                  streams ->
                      streams <= 11 && count[0]++ != fails
                          ? StepVerdict.HOLDS
                          : new StepVerdict(Kind.FAILS, ""),
                  100)
              .find();
      assertEquals(11, found.streams(), "the step " + flaw);
      assertEquals("12 streams do not hold", found.end());
    }
  }

  @Test
  void whatHeldOnceByChanceIsNotFound() throws InterruptedException {
    Map<Integer, Integer> runs = new HashMap<>();
    SearchResult found =
        new CapacitySearch(
                streams ->
                    streams <= 5 || (streams == 8 && runs.merge(8, 1, Integer::sum) == 1)
                        ? StepVerdict.HOLDS
                        : new StepVerdict(Kind.FAILS, ""),
                100)
            .find();
    assertEquals(5, found.streams());
    assertTrue(found.confirmed());
  }

  @Test
  void anEndpointThatCarriesNobodyIsSaidSo() throws InterruptedException {
    SearchResult found = new CapacitySearch(streams -> new StepVerdict(Kind.FAILS, ""), 100).find();
    assertEquals(new SearchResult(0, true, "not even one stream holds"), found);
  }

  @Test
  void triesNoMoreStreamsThanAllowed() throws InterruptedException {
    List<Integer> tried = new ArrayList<>();
    SearchResult found =
        new CapacitySearch(
                streams -> {
                  tried.add(streams);
                  return StepVerdict.HOLDS;
                },
                12)
            .find();
    assertEquals(List.of(1, 2, 4, 8, 12, 12), tried);
    assertEquals(12, found.streams());
    assertEquals("--max-streams 12 was reached", found.end());
  }

  @Test
  void aStepInWhichTheClientWasLateIsTriedThreeTimesAndEndsTheSearch() throws InterruptedException {
    List<Integer> tried = new ArrayList<>();
    SearchResult found =
        new CapacitySearch(
                streams -> {
                  tried.add(streams);
                  return streams < 8 ? StepVerdict.HOLDS : new StepVerdict(Kind.INVALID, "late");
                },
                100)
            .find();
    assertEquals(List.of(1, 2, 4, 8, 8, 8), tried);
    assertEquals(4, found.streams());
    assertFalse(found.confirmed());
    assertEquals("at 8 streams late: use a larger machine, or several", found.end());
  }

  @Test
  void aLimitEndsTheSearchWithWhatIsKnown() throws InterruptedException {
    SearchResult found =
        new CapacitySearch(
                streams ->
                    streams < 4 ? StepVerdict.HOLDS : new StepVerdict(Kind.STOP, "throttled"),
                100)
            .find();
    assertEquals(new SearchResult(2, false, "throttled"), found);
  }

  @Test
  void aBudgetRefusesTheStepThatWouldBreakIt() {
    Budget budget = new Budget(Duration.ofMinutes(10), 6.0, Optional.of(0.5));
    Duration step = Duration.ofSeconds(60);
    assertEquals(Optional.empty(), budget.refusal(Duration.ofMinutes(4), step));
    assertEquals(
        Optional.of("another step costs more than --max-cost leaves: 0.4017 of 0.5000 are spent"),
        budget.refusal(Duration.ofSeconds(241), step));
    assertEquals(
        Optional.of("another step takes longer than --for leaves: 541 s of 600 s are over"),
        budget.refusal(Duration.ofSeconds(541), step));
  }

  @Test
  void recommendsThreeQuartersAndNeverNone() {
    assertEquals(new Recommendation(8, 6), Recommendation.of(8));
    assertEquals(new Recommendation(1, 1), Recommendation.of(1));
    assertEquals(
        List.of(
            "audio: 8 hours an hour",
            "cost: 0.2500 an audio hour at full use, for an instance of 2.0000 an hour",
            "set: MaxNumSeqs=8 StreamsPerInstance=6"),
        Recommendation.of(8).lines(2));
  }
}
