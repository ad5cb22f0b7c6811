package io.bidiclient.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Many scenarios, side by side on all processors, until so many hours are simulated. */
final class Campaign {
  /** Hours after which it is told what has come of them so far. */
  private static final double EVERY_HOURS = 2_000;

  private final Map<String, Tally> kinds = new TreeMap<>();
  private final Map<FaultKind, Integer> struck = new TreeMap<>();
  private final Map<String, List<Long>> failing = new TreeMap<>();
  private final Tally all = new Tally();

  private double nextReport = EVERY_HOURS;

  /**
   * Runs scenarios from a seed on until the hours are reached or the time is up.
   *
   * @param sofar is given this campaign after every so many hours
   */
  void run(long firstSeed, double hours, Duration longest, Consumer<Campaign> sofar) {
    AtomicLong seeds = new AtomicLong(firstSeed);
    long end = System.nanoTime() + longest.toNanos();
    IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .forEach(
            worker -> {
              while (hours() < hours && System.nanoTime() < end) {
                one(ScenarioMaker.make(seeds.getAndIncrement()));
                if (isReportDue()) {
                  sofar.accept(this);
                }
              }
            });
  }

  /** Runs one scenario and counts it. */
  void one(Scenario scenario) {
    RunLog log = Simulation.run(scenario);
    count(scenario, log, Oracle.judge(scenario, log));
  }

  private synchronized boolean isReportDue() {
    boolean due = hours() >= nextReport;
    nextReport += due ? EVERY_HOURS : 0;
    return due;
  }

  private synchronized void count(Scenario scenario, RunLog log, Verdict verdict) {
    all.count(log, verdict);
    for (String row : rows(scenario)) {
      kinds.computeIfAbsent(row, name -> new Tally()).count(log, verdict);
    }
    log.struck().forEach((kind, times) -> struck.merge(kind, times, Integer::sum));
    if (verdict.failed()) {
      List<Long> seeds = failing.computeIfAbsent(verdict.kind(), kind -> new ArrayList<>());
      seeds.add(scenario.seed());
      // Runs end in any order.
      Collections.sort(seeds);
    }
  }

  /** What a scenario counts for: each thing that varies by itself. */
  private static List<String> rows(Scenario scenario) {
    ServerKind server = scenario.server();
    return List.of(
        "deltas    " + (server.openAi() ? "OpenAI, " : "vLLM, ") + lower(server.cadence()),
        String.format(Locale.ROOT, "late      %2d frames", server.late()),
        "jitter    " + (server.jitter() == 0 ? "none" : "1 to 3 frames"),
        "pieces    " + (server.pieces() == 1 ? "whole words" : "words in up to 4 deltas"),
        "space     " + lower(server.spacing()),
        "rewording " + lower(server.rewording()),
        "world     " + lower(scenario.world()),
        "script    " + lower(scenario.script()),
        "sessions  " + (scenario.maxSession() < 1_500 ? "planned rollover" : "no rollover"));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
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

  /** Seeds of the runs that failed, by how they did, in order. */
  Map<String, List<Long>> failing() {
    return failing;
  }
}
