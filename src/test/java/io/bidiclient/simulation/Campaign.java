package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Many scenarios one after the other, on all processors, until so many hours are simulated. */
final class Campaign {
  private final Map<String, Tally> kinds = new TreeMap<>();
  private final Map<FaultKind, Integer> struck = new TreeMap<>();
  private final Map<String, List<Long>> failing = new TreeMap<>();
  private final Tally all = new Tally();

  /** Sums over runs. */
  static final class Tally {
    long samples;
    long runs;
    long exact;
    long complete;
    long failed;
    long joins;
    long seams;
    long lost;
    long doubled;
    long changed;

    double hours() {
      return samples / (double) AudioChunk.RATE / 3_600;
    }
  }

  /** Runs scenarios from a seed on until the hours are reached or the time is up. */
  void run(long firstSeed, double hours, Duration longest) {
    AtomicLong seeds = new AtomicLong(firstSeed);
    long end = System.nanoTime() + longest.toNanos();
    IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .forEach(
            worker -> {
              while (hours() < hours && System.nanoTime() < end) {
                one(ScenarioMaker.make(seeds.getAndIncrement()));
              }
            });
  }

  /** Runs one scenario and counts it. */
  void one(Scenario scenario) {
    RunLog log = Simulation.run(scenario);
    count(scenario, log, Oracle.judge(scenario, log));
  }

  private synchronized void count(Scenario scenario, RunLog log, Verdict verdict) {
    count(all, log, verdict);
    count(kinds.computeIfAbsent(row(scenario), row -> new Tally()), log, verdict);
    log.struck().forEach((kind, times) -> struck.merge(kind, times, Integer::sum));
    if (verdict.failed()) {
      failing.computeIfAbsent(verdict.kind(), kind -> new ArrayList<>()).add(scenario.seed());
    }
  }

  private static String row(Scenario scenario) {
    return scenario.server().label();
  }

  private static void count(Tally tally, RunLog log, Verdict verdict) {
    tally.samples += log.world().samples();
    tally.runs++;
    tally.exact += verdict.exact() ? 1 : 0;
    tally.complete += verdict.complete() ? 1 : 0;
    tally.failed += verdict.failed() ? 1 : 0;
    tally.joins += log.delivery().sessions() - 1;
    tally.seams += verdict.seams();
    tally.lost += verdict.lost();
    tally.doubled += verdict.doubled();
    tally.changed += verdict.changed();
  }

  synchronized double hours() {
    return all.hours();
  }

  Tally all() {
    return all;
  }

  Map<String, Tally> kinds() {
    return kinds;
  }

  Map<FaultKind, Integer> struck() {
    return struck;
  }

  /** Seeds of the runs that failed, by how they did. */
  Map<String, List<Long>> failing() {
    return failing;
  }
}
