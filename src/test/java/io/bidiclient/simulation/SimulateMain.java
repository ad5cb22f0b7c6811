package io.bidiclient.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What {@code scripts/simulate} runs. */
final class SimulateMain {
  /** Words of a world that is short. */
  private static final int SHORT = 250;

  private SimulateMain() {}

  /**
   * Simulates.
   *
   * @param args {@code --hours N [FIRST_SEED [MINUTES]]}, {@code --seed N} or {@code --scenario
   *     FILE}
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    switch (args[0]) {
      case "--hours" ->
          campaign(
              out,
              Double.parseDouble(args[1]),
              args.length > 2 ? Long.parseLong(args[2]) : 1,
              args.length > 3 ? Long.parseLong(args[3]) : 1_000);
      case "--seed" -> replay(out, ScenarioMaker.make(Long.parseLong(args[1])));
      case "--shrink" ->
          out.print(
              ScenarioFile.write(Shrinker.shrink(ScenarioMaker.make(Long.parseLong(args[1])))));
      case "--failures" -> failures(out, args);
      case "--scenario" -> replay(out, ScenarioFile.read(Files.readString(Path.of(args[1]))));
      default -> out.println("unknown: " + args[0]);
    }
  }

  /**
   * Prints the seeds that fail, each with how, of so many from the first on; of short worlds. Given
   * a file of them, it ends with the first that is not in it.
   */
  private static void failures(PrintStream out, String[] args) throws IOException {
    long first = Long.parseLong(args[1]);
    List<String> known = args.length > 3 ? Files.readAllLines(Path.of(args[3])) : List.of();
    for (long seed = first; seed < first + Long.parseLong(args[2]); seed++) {
      String failure = seed + " " + failure(seed);
      if (!failure.endsWith(" ") && !known.contains(failure)) {
        out.println(failure);
        if (args.length > 3) {
          return;
        }
      }
    }
  }

  /** How the scenario of a seed fails in a short world; empty where it does not. */
  static String failure(long seed) {
    Scenario made = ScenarioMaker.make(seed);
    Scenario scenario = made.withWords(Math.min(made.words(), SHORT));
    return Oracle.judge(scenario, Simulation.run(scenario)).kind();
  }

  private static void campaign(PrintStream out, double hours, long seed, long minutes) {
    Campaign campaign = new Campaign();
    long began = System.nanoTime();
    Thread end = new Thread(() -> report(out, campaign, began));
    Runtime.getRuntime().addShutdownHook(end);
    campaign.run(seed, hours, Duration.ofMinutes(minutes), sofar -> report(out, sofar, began));
    Runtime.getRuntime().removeShutdownHook(end);
    report(out, campaign, began);
    campaign.failing().values().forEach(seeds -> show(out, seeds.get(0)));
  }

  /** Prints what a campaign has come to so far; it may still be running. */
  private static void report(PrintStream out, Campaign campaign, long began) {
    synchronized (campaign) {
      CampaignReport.print(out, campaign, (System.nanoTime() - began) / 1e9);
    }
  }

  private static void show(PrintStream out, long seed) {
    out.println("--- seed " + seed + ", shrunk:");
    replay(out, Shrinker.shrink(ScenarioMaker.make(seed)));
  }

  private static void replay(PrintStream out, Scenario scenario) {
    RunLog log = Simulation.run(scenario);
    Verdict verdict = Oracle.judge(scenario, log);
    out.print(ScenarioFile.write(scenario));
    out.println("# " + verdict);
    out.println("# outcome " + log.outcome() + " after " + log.took() + ", " + log.delivery());
    log.joints().forEach(joint -> out.println("# " + joint));
    log.warnings().forEach(told -> out.println("# " + told));
  }
}
