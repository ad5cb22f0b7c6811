package io.bidiclient.bench.report;

import io.bidiclient.bench.measure.Percentiles;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.bench.measure.StepResult.Moment;
import io.bidiclient.bench.measure.StepResult.Point;
import io.bidiclient.text.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The report as one HTML file: the table and three plots. It holds no script, and asks no other
 * place for anything.
 */
final class BenchPage {
  /** As many as there are colours. */
  private static final int MOST_LINES = 6;

  /** Says which lines are of the endpoint that was compared. */
  private static final String SECOND = ", second";

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>bidi-client bench</title>
      <style>
      body { font: 15px/1.5 sans-serif; max-width: 1000px; margin: 2em auto; padding: 0 1em; }
      pre { overflow-x: auto; background: #f4f4f4; padding: 1em; font-size: 12px; }
      svg { max-width: 100%; height: auto; }
      text { font: 11px sans-serif; }
      </style>
      </head>
      <body>
      """;

  private BenchPage() {}

  static String of(BenchReport report) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>").append(escape(report.target())).append("</h1>\n");
    page.append("<pre>").append(escape(BenchTable.of(report))).append("</pre>\n");
    List<StepResult> steps = plotted(report.steps());
    List<StepResult> others = plotted(report.others());
    if (!steps.isEmpty() || !others.isEmpty()) {
      page.append("<h2>Lag against streams</h2>\n").append(overStreams(steps, others));
      page.append("<h2>Distribution of lag</h2>\n").append(distribution(steps, others));
    }
    page.append(timeline("Timeline of the last step", steps));
    page.append(timeline("Timeline of the last step" + SECOND, others));
    return page.append("</body>\n</html>\n").toString();
  }

  /** The steps that tell of the endpoint; all of them where none does. */
  private static List<StepResult> plotted(List<BenchReport.GatedStep> steps) {
    List<StepResult> all =
        steps.stream().map(BenchReport.GatedStep::result).filter(BenchPage::hasLag).toList();
    List<StepResult> valid = all.stream().filter(step -> step.invalid().isEmpty()).toList();
    return valid.isEmpty() ? all : valid;
  }

  private static boolean hasLag(StepResult step) {
    return step.lag().isPresent();
  }

  private static String overStreams(List<StepResult> steps, List<StepResult> others) {
    return new SvgPlot("lag against streams", "streams", "lag, ms")
        .line("p50", points(steps, Percentiles::p50))
        .line("p95", points(steps, Percentiles::p95))
        .line("p99", points(steps, Percentiles::p99))
        .line("p50" + SECOND, points(others, Percentiles::p50))
        .line("p95" + SECOND, points(others, Percentiles::p95))
        .line("p99" + SECOND, points(others, Percentiles::p99))
        .svg();
  }

  private static List<Point> points(List<StepResult> steps, ToDoubleFunction<Percentiles> figure) {
    return steps.stream()
        .sorted((a, b) -> Integer.compare(a.streams(), b.streams()))
        .map(step -> point(step.streams(), step.lag(), figure))
        .toList();
  }

  private static Point point(
      int streams, Optional<Percentiles> lag, ToDoubleFunction<Percentiles> figure) {
    double value = figure.applyAsDouble(lag.orElseThrow());
    return new Point(streams, value);
  }

  private static String distribution(List<StepResult> steps, List<StepResult> others) {
    SvgPlot plot = new SvgPlot("distribution of lag", "percent of frames", "lag, ms");
    int most = others.isEmpty() ? MOST_LINES : MOST_LINES / 2;
    distribution(plot, steps, most, "");
    distribution(plot, others, most, SECOND);
    return plot.svg();
  }

  private static void distribution(SvgPlot plot, List<StepResult> steps, int most, String whose) {
    // Of steps with as many streams, the last.
    Map<Integer, StepResult> last = new LinkedHashMap<>();
    for (StepResult step : steps) {
      last.remove(step.streams());
      last.put(step.streams(), step);
    }
    last.values().stream()
        .skip(Math.max(0, last.size() - most))
        .forEach(
            step -> plot.line(Quantity.of(step.streams(), "stream") + whose, step.distribution()));
  }

  private static String timeline(String title, List<StepResult> steps) {
    if (steps.isEmpty()) {
      return "";
    }
    StepResult last = steps.get(steps.size() - 1);
    List<Moment> heard = last.timeline().stream().filter(m -> m.lag().isPresent()).toList();
    return "<h2>"
        + title
        + "</h2>\n"
        + new SvgPlot("lag over time", "seconds", "ms")
            .line("average lag", over(heard, m -> m.lag().orElseThrow()))
            .line("longest lag", over(heard, Moment::longestLag))
            .line("own lateness", over(last.timeline(), Moment::latestChunk))
            .svg();
  }

  private static List<Point> over(List<Moment> moments, ToDoubleFunction<Moment> figure) {
    return moments.stream().map(m -> new Point(m.second(), figure.applyAsDouble(m))).toList();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
