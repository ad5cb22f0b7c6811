package io.bidiclient.run;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.run.events.RunReport;
import io.bidiclient.transcript.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of several inputs: a line for each that is not complete, and the sums.
 *
 * @param reports one for each that was tried
 * @param skipped inputs that were there already
 * @param elsewhere inputs of other shards
 */
record BatchTable(List<RunReport> reports, int skipped, int elsewhere) {
  /** The lines, without ends of lines. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<RunReport> failed = reports.stream().filter(report -> !isComplete(report)).toList();
    if (!failed.isEmpty()) {
      lines.add(String.format("%-8s %4s %9s %7s  %s", "status", "code", "audio", "words", "input"));
    }
    for (RunReport report : failed) {
      lines.add(row(report));
    }
    long words = reports.stream().mapToLong(r -> r.summary().words()).sum();
    long samples = reports.stream().mapToLong(r -> r.summary().delivery().sent()).sum();
    String more =
        (skipped > 0 ? ", " + skipped + " skipped" : "")
            + (elsewhere > 0 ? ", " + elsewhere + " of other shards" : "");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d of %d inputs complete%s: %.1f s of audio, %d words",
            reports.size() - failed.size(),
            reports.size(),
            more,
            FrameClock.seconds(samples),
            words));
    return lines;
  }

  private static boolean isComplete(RunReport report) {
    return report.code() == ExitCode.OK && report.summary().complete();
  }

  private static String row(RunReport report) {
    Summary summary = report.summary();
    return String.format(
        Locale.ROOT,
        "%-8s %4s %7.1f s %7d  %s",
        report.status(),
        report.code() == ExitCode.OK ? "-" : report.code().code(),
        FrameClock.seconds(summary.delivery().sent()),
        summary.words(),
        report.input());
  }
}
