package io.bidiclient.bench.report;

import io.bidiclient.bench.measure.ErrorRates;
import io.bidiclient.bench.measure.Percentiles;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.bench.search.Recommendation;
import io.bidiclient.bench.search.SearchResult;
import io.bidiclient.text.PrintableText;
import io.bidiclient.text.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The report for people: a line a step, what was wrong with a step, and what was found. */
final class BenchTable {
  private static final String COLUMNS = "%7s%1s %17s %9s %17s %7s %7s %9s %6s %6s %9s %7s";
  private static final String TIMES = "%5s %5s %5s";
  private static final String THREE = String.format(TIMES, "p50", "p95", "p99");

  private static final List<String> HEAD =
      List.of(
          String.format(
              COLUMNS,
              "streams",
              "",
              "lag ms",
              "first ms",
              "done ms",
              "stalls",
              "failed",
              "sessions",
              "WER",
              "CER",
              "frames/s",
              "pacing"),
          String.format(
              COLUMNS, "", "", THREE, "p95", THREE, "", "", "(retries)", "%", "%", "", "p99 ms"));

  /** Columns of the whole table, of the first half of it, and of the number of streams. */
  private static final int WIDTH = 112;

  private static final int MIDDLE = 70;
  private static final int STREAMS = 8;

  private BenchTable() {}

  /** As wide as it is. */
  static String of(BenchReport report) {
    return of(report, WIDTH);
  }

  /** The same for a terminal of so many columns: a narrow one has two tables, one below another. */
  static String of(BenchReport report, int columns) {
    StringBuilder text = new StringBuilder();
    if (columns < WIDTH) {
      text.append(table(report, line -> line.substring(0, Math.min(line.length(), MIDDLE))));
      text.append(table(report, BenchTable::end));
    } else {
      text.append(table(report, line -> line));
    }
    // A step that is run again may fail in the same way.
    Set<String> notes = new LinkedHashSet<>();
    report.steps().forEach(step -> notes.addAll(notes(step, "")));
    report.others().forEach(step -> notes.addAll(notes(step, report.otherTarget() + ": ")));
    report.base().ifPresent(base -> notes.add(base(base)));
    report.found().ifPresent(found -> notes.addAll(found(found, report.price())));
    report.comparison().ifPresent(comparison -> notes.addAll(comparison.lines()));
    if (report.interrupted()) {
      notes.add("interrupted: what was measured by then");
    }
    // What a server said is in some of them.
    notes.forEach(note -> text.append(PrintableText.line(note)).append('\n'));
    return text.toString();
  }

  private static String table(BenchReport report, UnaryOperator<String> part) {
    List<String> lines = new ArrayList<>();
    boolean compared = !report.others().isEmpty();
    if (!report.steps().isEmpty()) {
      HEAD.stream().map(part).forEach(lines::add);
    }
    if (compared) {
      lines.add(PrintableText.line(report.target()));
    }
    report.steps().stream().map(step -> part.apply(row(step.result()))).forEach(lines::add);
    if (compared) {
      lines.add(PrintableText.line(report.otherTarget()));
    }
    report.others().stream().map(step -> part.apply(row(step.result()))).forEach(lines::add);
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  /** The columns behind the middle, and the number of streams. */
  private static String end(String line) {
    return line.substring(0, STREAMS) + line.substring(MIDDLE);
  }

  private static String row(StepResult step) {
    return String.format(
        Locale.ROOT,
        COLUMNS,
        step.streams(),
        step.invalid().isEmpty() ? " " : "!",
        three(step.lag()),
        step.firstDelta().map(p -> whole(p.p95())).orElse("-"),
        three(step.done()),
        step.stalls(),
        step.failed(),
        step.sessions() + (step.retries() > 0 ? " (" + step.retries() + ")" : ""),
        step.rates().map(ErrorRates::wer).map(BenchTable::percent).orElse("-"),
        step.rates().map(ErrorRates::cer).map(BenchTable::percent).orElse("-"),
        String.format(Locale.ROOT, "%.1f", step.framesPerSecond()),
        step.pacing().map(p -> String.format(Locale.ROOT, "%.1f", p.p99())).orElse("-"));
  }

  private static String three(Optional<Percentiles> times) {
    return String.format(
        TIMES,
        times.map(p -> whole(p.p50())).orElse("-"),
        times.map(p -> whole(p.p95())).orElse("-"),
        times.map(p -> whole(p.p99())).orElse("-"));
  }

  private static List<String> notes(BenchReport.GatedStep step, String target) {
    List<String> notes = new ArrayList<>();
    String who = target + Quantity.of(step.result().streams(), "stream") + ": ";
    step.result().invalid().forEach(why -> notes.add("! " + who + why + "; the step is invalid"));
    step.gates().stream()
        .filter(gate -> !gate.passed())
        .map(gate -> who + gate.name() + ": " + gate.finding())
        .forEach(notes::add);
    if (step.result().failed() > 0) {
      notes.add(who + "by exit code: " + codes(step.result()));
    }
    return notes;
  }

  private static String codes(StepResult step) {
    return step.failures().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getValue() + " with " + e.getKey().code() + " (" + e.getKey().label() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String base(ErrorRates base) {
    return String.format(
        Locale.ROOT,
        "a single stream: WER %s %%, CER %s %%",
        percent(base.wer()),
        percent(base.cer()));
  }

  private static List<String> found(SearchResult found, double price) {
    List<String> lines = new ArrayList<>();
    if (found.streams() == 0 && !found.confirmed()) {
      return List.of("capacity: not found; " + found.end());
    }
    String sure = found.confirmed() ? "" : ", not confirmed";
    lines.add("capacity: " + Quantity.of(found.streams(), "stream") + sure + "; " + found.end());
    if (found.streams() > 0) {
      lines.addAll(Recommendation.of(found.streams()).lines(price));
    }
    return lines;
  }

  private static String whole(double millis) {
    return String.format(Locale.ROOT, "%.0f", millis);
  }

  static String percent(double rate) {
    return String.format(Locale.ROOT, "%.2f", 100 * rate);
  }
}
