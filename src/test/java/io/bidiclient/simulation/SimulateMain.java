package io.bidiclient.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What {@code scripts/simulate} runs. */
final class SimulateMain {
  private static final int SHOWN = 30;

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
      case "--failures" -> failures(out, Long.parseLong(args[1]), Integer.parseInt(args[2]));
      case "--scenario" -> replay(out, ScenarioFile.read(Files.readString(Path.of(args[1]))));
      default -> out.println("unknown: " + args[0]);
    }
  }

  /** Prints the seeds that fail, each with how, of so many from the first on; of short worlds. */
  private static void failures(PrintStream out, long first, int count) {
    for (long seed = first; seed < first + count; seed++) {
      Scenario made = ScenarioMaker.make(seed);
      Scenario scenario = made.withWords(Math.min(made.words(), SHORT));
      Verdict verdict = Oracle.judge(scenario, Simulation.run(scenario));
      if (verdict.failed()) {
        out.println(seed + " " + verdict.kind());
      }
    }
  }

  private static void campaign(PrintStream out, double hours, long seed, long minutes) {
    Campaign campaign = new Campaign();
    long began = System.nanoTime();
    campaign.run(seed, hours, Duration.ofMinutes(minutes));
    double took = (System.nanoTime() - began) / 1e9;
    Campaign.Tally all = campaign.all();
    out.printf(
        Locale.ROOT,
        "%.0f stream-hours in %d runs, %.0f s; %d joins, %d of the runs exact, %d complete%n",
        all.hours(),
        all.runs,
        took,
        all.joins,
        all.exact,
        all.complete);
    campaign.struck().forEach((kind, times) -> out.printf("  %-20s %d%n", kind, times));
    out.printf(
        "%-44s %7s %6s %6s %6s %6s | per 1,000 joins %6s %7s %7s%n",
        "kind of server",
        "hours",
        "runs",
        "exact",
        "failed",
        "joins",
        "lost",
        "doubled",
        "changed");
    campaign
        .kinds()
        .forEach(
            (kind, t) ->
                out.printf(
                    Locale.ROOT,
                    "%-44s %7.1f %6d %6d %6d %6d | %22.1f %7.1f %7.1f%n",
                    kind,
                    t.hours(),
                    t.runs,
                    t.exact,
                    t.failed,
                    t.joins,
                    perThousand(t.lost, t.joins),
                    perThousand(t.doubled, t.joins),
                    perThousand(t.changed, t.joins)));
    campaign
        .failing()
        .forEach(
            (kind, seeds) ->
                out.printf(
                    "FAILED %-12s %6d, seeds %s%n",
                    kind, seeds.size(), seeds.subList(0, Math.min(seeds.size(), SHOWN))));
    if (campaign.failing().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "no failure: fewer than one in %.0f hours, at 95 %% (3 / hours)%n",
          all.hours() / 3);
    }
    campaign.failing().values().forEach(seeds -> show(out, seeds.get(0)));
  }

  private static void show(PrintStream out, long seed) {
    out.println("--- seed " + seed + ", shrunk:");
    replay(out, Shrinker.shrink(ScenarioMaker.make(seed)));
  }

  private static double perThousand(long count, long joins) {
    return joins == 0 ? 0 : 1_000.0 * count / joins;
  }

  private static void replay(PrintStream out, Scenario scenario) {
    RunLog log = Simulation.run(scenario);
    Verdict verdict = Oracle.judge(scenario, log);
    out.print(ScenarioFile.write(scenario));
    out.println("# " + verdict);
    out.println("# outcome " + log.outcome() + " after " + log.took() + ", " + log.delivery());
    log.warnings().forEach(told -> out.println("# " + told));
  }
}
