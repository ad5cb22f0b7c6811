package io.bidiclient.simulation;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a campaign came to, as a person reads it. */
final class CampaignReport {
  private static final int SHOWN = 30;

  private CampaignReport() {}

  /**
   * Prints hours, faults, a line for each kind, failures or the bound, and the holdback.
   *
   * @param seconds that it took
   */
  static void print(PrintStream out, Campaign campaign, double seconds) {
    Tally all = campaign.all();
    out.printf(
        Locale.ROOT,
        "%.1f stream-hours in %d runs, %.0f s; %d seams, %d of them uncertain; %d runs exact%n",
        all.hours(),
        all.runs(),
        seconds,
        all.seams(),
        all.uncertain(),
        all.exact());
    out.println("faults that struck:");
    campaign.struck().forEach((kind, times) -> out.printf("  %-20s %d%n", kind, times));
    out.printf(
        "%-36s %8s %7s %7s %7s %7s %9s | words per 1,000 seams: %6s %7s %7s%n",
        "kind",
        "hours",
        "runs",
        "exact",
        "failed",
        "seams",
        "uncertain",
        "lost",
        "doubled",
        "changed");
    campaign.kinds().forEach((kind, tally) -> line(out, kind, tally));
    line(out, "all", all);
    held(out, all);
    failures(out, campaign);
  }

  private static void line(PrintStream out, String kind, Tally tally) {
    out.printf(
        Locale.ROOT,
        "%-36s %8.1f %7d %7d %7d %7d %9d | %30.1f %7.1f %7.1f%n",
        kind,
        tally.hours(),
        tally.runs(),
        tally.exact(),
        tally.failed(),
        tally.seams(),
        tally.uncertain(),
        tally.lostPerThousand(),
        tally.doubledPerThousand(),
        tally.changedPerThousand());
  }

  private static void held(PrintStream out, Tally all) {
    out.printf(
        Locale.ROOT,
        "new words held back after %d resumes: p50 %d words, %d ms of audio; p95 %d words, %d ms;"
            + " most %d words%n",
        all.resumes(),
        all.percentile(50, Holdback.Held::words),
        all.percentile(50, Holdback.Held::ms),
        all.percentile(95, Holdback.Held::words),
        all.percentile(95, Holdback.Held::ms),
        all.percentile(100, Holdback.Held::words));
  }

  private static void failures(PrintStream out, Campaign campaign) {
    for (var failing : campaign.failing().entrySet()) {
      List<Long> seeds = failing.getValue();
      out.printf(
          "FAILED %-14s %6d, seeds %s%n",
          failing.getKey(), seeds.size(), seeds.subList(0, Math.min(seeds.size(), SHOWN)));
    }
    double hours = campaign.all().hours();
    long failed = campaign.all().failed();
    if (failed == 0) {
      out.printf(
          Locale.ROOT,
          "no failure: at 95 %%, fewer than one in %.0f hours (3 / %.1f an hour)%n",
          hours / 3,
          hours);
    } else {
      out.printf(Locale.ROOT, "%d runs failed, one in %.1f hours%n", failed, hours / failed);
    }
  }
}
