package io.bidiclient.bench.report;

import io.bidiclient.bench.measure.ErrorRates;
import io.bidiclient.bench.measure.Percentiles;
import io.bidiclient.bench.measure.StepResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line a step, as RFC 4180 has it; what was not measured is empty. */
final class BenchCsv {
  private static final List<String> COLUMNS =
      List.of(
          "streams",
          "valid",
          "passed",
          "seconds",
          "audio_seconds",
          "lag_p50_ms",
          "lag_p95_ms",
          "lag_p99_ms",
          "lag_growth_ms_per_s",
          "first_delta_p50_ms",
          "first_delta_p95_ms",
          "first_delta_p99_ms",
          "done_p50_ms",
          "done_p95_ms",
          "done_p99_ms",
          "stalls",
          "utterances",
          "failed",
          "sessions",
          "retries",
          "wer",
          "cer",
          "frames_per_second",
          "pacing_p50_ms",
          "pacing_p99_ms",
          "client_cpu_seconds",
          "target");

  private BenchCsv() {}

  static String of(BenchReport report) {
    Stream<List<String>> first = report.steps().stream().map(step -> row(step, report.target()));
    Stream<List<String>> second =
        report.others().stream().map(step -> row(step, report.otherTarget()));
    return Stream.of(Stream.of(COLUMNS), first, second)
        .flatMap(rows -> rows)
        .map(row -> String.join(",", row) + "\r\n")
        .collect(Collectors.joining());
  }

  private static List<String> row(BenchReport.GatedStep step, String target) {
    StepResult result = step.result();
    return List.of(
        "" + result.streams(),
        "" + step.isValid(),
        "" + step.passed(),
        number(Optional.of(result.seconds())),
        number(Optional.of(result.audioSeconds())),
        number(result.lag().map(Percentiles::p50)),
        number(result.lag().map(Percentiles::p95)),
        number(result.lag().map(Percentiles::p99)),
        number(result.growth().map(growth -> 1000 * growth)),
        number(result.firstDelta().map(Percentiles::p50)),
        number(result.firstDelta().map(Percentiles::p95)),
        number(result.firstDelta().map(Percentiles::p99)),
        number(result.done().map(Percentiles::p50)),
        number(result.done().map(Percentiles::p95)),
        number(result.done().map(Percentiles::p99)),
        "" + result.stalls(),
        "" + result.utterances().size(),
        "" + result.failed(),
        "" + result.sessions(),
        "" + result.retries(),
        rate(result.rates().map(ErrorRates::wer)),
        rate(result.rates().map(ErrorRates::cer)),
        number(Optional.of(result.framesPerSecond())),
        number(result.pacing().map(Percentiles::p50)),
        number(result.pacing().map(Percentiles::p99)),
        number(Optional.of(result.load().cpuSeconds())),
        quoted(target));
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String number(Optional<Double> value) {
    return value.map(v -> String.format(Locale.ROOT, "%.2f", v)).orElse("");
  }

  private static String rate(Optional<Double> value) {
    return value.map(v -> String.format(Locale.ROOT, "%.6f", v)).orElse("");
  }
}
