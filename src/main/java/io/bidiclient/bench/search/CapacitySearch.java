package io.bidiclient.bench.search;

import io.bidiclient.bench.search.StepVerdict.Kind;
import io.bidiclient.text.Quantity;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the largest number of streams that holds: doubles until a step fails, halves what lies
 * between, and confirms. A step that fails is run again, and the majority of three decides where
 * the two differ; the number that is found has held twice. Without a clock and without threads.
 */
public final class CapacitySearch {
  /** Runs of one step until it tells of the endpoint. */
  private static final int MOST_TRIES = 3;

  private final StepRunner runner;
  private final int most;
  private final Map<Integer, Tally> tallies = new TreeMap<>();

  /** How often a number of streams held and failed. */
  private static final class Tally {
    private int held;
    private int failed;

    boolean holds() {
      return held > failed;
    }
  }

  /** Ends the search from within. */
  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1;

    Stopped(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * A search that has not begun.
   *
   * @param most streams that are tried at most, at least 1
   */
  public CapacitySearch(StepRunner runner, int most) {
    this.runner = runner;
    this.most = most;
  }

  /** Searches to the end. */
  public SearchResult find() throws InterruptedException {
    try {
      int streams = 1;
      while (true) {
        attempt(streams, 1);
        int good = good();
        int bad = bad();
        if (bad - good > 1) {
          streams = bad == Integer.MAX_VALUE ? next(good) : good + (bad - good) / 2;
          if (streams != good) {
            continue;
          }
        }
        if (good == 0) {
          return new SearchResult(0, true, "not even one stream holds");
        }
        attempt(good, 2);
        if (tallies.get(good).holds()) {
          return bad == Integer.MAX_VALUE
              ? new SearchResult(good, true, "--max-streams " + most + " was reached")
              : new SearchResult(good, true, bad + " streams do not hold");
        }
        streams = good;
      }
    } catch (Stopped e) {
      return new SearchResult(good(), false, e.getMessage());
    }
  }

  private int next(int good) {
    return (int) Math.min(most, 2L * good);
  }

  /** Runs until it has held so often, or failed by the majority. */
  private void attempt(int streams, int holds) throws InterruptedException, Stopped {
    Tally tally = tallies.computeIfAbsent(streams, n -> new Tally());
    while (tally.held < holds || tally.held == tally.failed) {
      if (tally.failed >= 2 && tally.failed > tally.held) {
        return;
      }
      StepVerdict verdict = valid(streams);
      if (verdict.kind() == Kind.HOLDS) {
        tally.held++;
      } else {
        tally.failed++;
      }
    }
  }

  /** A step in which the client was late is run again: it may have been another program. */
  private StepVerdict valid(int streams) throws InterruptedException, Stopped {
    StepVerdict verdict = runner.run(streams);
    for (int again = 1; again < MOST_TRIES && verdict.kind() == Kind.INVALID; again++) {
      verdict = runner.run(streams);
    }
    if (verdict.kind() == Kind.INVALID) {
      throw new Stopped(
          "at "
              + Quantity.of(streams, "stream")
              + " "
              + verdict.reason()
              + ": use a larger machine, or several");
    }
    if (verdict.kind() == Kind.STOP) {
      throw new Stopped(verdict.reason());
    }
    return verdict;
  }

  /** The largest number that holds, below all that do not. */
  private int good() {
    int bad = bad();
    return tallies.entrySet().stream()
        .filter(e -> e.getKey() < bad && e.getValue().holds())
        .mapToInt(Map.Entry::getKey)
        .max()
        .orElse(0);
  }

  /** The smallest number that does not hold. */
  private int bad() {
    return tallies.entrySet().stream()
        .filter(e -> e.getValue().failed >= 2 && !e.getValue().holds())
        .mapToInt(Map.Entry::getKey)
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
