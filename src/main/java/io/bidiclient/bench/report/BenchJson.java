package io.bidiclient.bench.report;

import io.bidiclient.bench.compare.Difference;
import io.bidiclient.bench.measure.ErrorRates;
import io.bidiclient.bench.measure.Percentiles;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.bench.search.Recommendation;
import io.bidiclient.check.Gate;
import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** The report as one JSON object on one line; what was not measured is left out. */
final class BenchJson {
  private static final int PLACES = 3;
  private static final int RATE_PLACES = 6;

  private BenchJson() {}

  static String of(BenchReport report) {
    return JsonText.line(
        json -> {
          json.number("v", 1);
          json.text("target", report.target());
          json.flag("interrupted", report.interrupted());
          report.base().ifPresent(base -> rates(json, "single_stream", base));
          json.objects("steps", report.steps(), step -> each -> step(each, step));
          report
              .found()
              .ifPresent(
                  found ->
                      json.object(
                          "capacity",
                          in -> {
                            in.number("streams", found.streams());
                            in.flag("confirmed", found.confirmed());
                            in.text("end", found.end());
                            if (found.streams() > 0) {
                              recommended(in, Recommendation.of(found.streams()), report.price());
                            }
                          }));
          report
              .comparison()
              .ifPresent(
                  comparison ->
                      json.object(
                          "comparison",
                          in -> {
                            in.text("first", comparison.first());
                            in.text("second", comparison.second());
                            in.number("pairs", comparison.pairs());
                            in.number("unpaired", comparison.unpaired());
                            in.number("recordings", comparison.inputs());
                            in.objects(
                                "differences",
                                comparison.differences(),
                                one -> each -> difference(each, one));
                            in.objects(
                                "second_steps", report.others(), step -> each -> step(each, step));
                          }));
        });
  }

  private static void recommended(JsonBody json, Recommendation set, double price) {
    json.number("MaxNumSeqs", set.maxNumSeqs());
    json.number("StreamsPerInstance", set.streamsPerInstance());
    if (price > 0) {
      number(json, "price_per_audio_hour", price / set.maxNumSeqs(), RATE_PLACES);
    }
  }

  private static void difference(JsonBody json, Difference one) {
    json.text("name", one.name());
    json.text("unit", one.unit());
    number(json, "value", one.value(), RATE_PLACES);
    number(json, "low", one.low(), RATE_PLACES);
    number(json, "high", one.high(), RATE_PLACES);
    json.flag("shown", one.isShown());
  }

  private static void step(JsonBody json, BenchReport.GatedStep step) {
    StepResult result = step.result();
    json.number("streams", result.streams());
    json.flag("valid", step.isValid());
    json.texts("invalid", result.invalid());
    json.flag("passed", step.passed());
    number(json, "seconds", result.seconds(), PLACES);
    number(json, "audio_seconds", result.audioSeconds(), PLACES);
    number(json, "measured_from_s", result.from(), PLACES);
    times(json, "lag_ms", result.lag());
    result.growth().ifPresent(g -> number(json, "lag_growth_ms_per_s", 1000 * g, PLACES));
    times(json, "first_delta_ms", result.firstDelta());
    times(json, "done_ms", result.done());
    times(json, "pacing_ms", result.pacing());
    json.number("stalls", result.stalls());
    json.number("utterances", result.utterances().size());
    json.object(
        "failures",
        in ->
            result.failures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> in.number("" + e.getKey().code(), e.getValue())));
    json.number("sessions", result.sessions());
    json.number("retries", result.retries());
    result.rates().ifPresent(rates -> rates(json, "errors", rates));
    number(json, "frames_per_second", result.framesPerSecond(), PLACES);
    json.object(
        "client",
        in -> {
          result.load().machine().ifPresent(share -> number(in, "machine", share, PLACES));
          result.load().waited().ifPresent(w -> number(in, "waited_per_second_run", w, PLACES));
          number(in, "busiest_thread", result.load().busiestThread(), PLACES);
          number(in, "cpu_seconds", result.load().cpuSeconds(), PLACES);
          in.number("heap_bytes", result.load().heapBytes());
          in.number("threads", result.load().threads());
        });
    json.objects("gates", step.gates(), gate -> each -> gate(each, gate));
    json.objects("timeline", result.timeline(), moment -> each -> moment(each, moment));
  }

  private static void moment(JsonBody json, StepResult.Moment moment) {
    json.number("second", moment.second());
    moment.lag().ifPresent(lag -> number(json, "lag_ms", lag, PLACES));
    number(json, "longest_lag_ms", moment.longestLag(), PLACES);
    number(json, "latest_chunk_ms", moment.latestChunk(), PLACES);
  }

  private static void gate(JsonBody json, Gate gate) {
    json.text("name", gate.name());
    json.flag("passed", gate.passed());
    json.text("finding", gate.finding());
  }

  private static void rates(JsonBody json, String name, ErrorRates rates) {
    json.object(
        name,
        in -> {
          number(in, "wer", rates.wer(), RATE_PLACES);
          number(in, "cer", rates.cer(), RATE_PLACES);
          in.number("utterances", rates.utterances().size());
        });
  }

  private static void times(JsonBody json, String name, Optional<Percentiles> times) {
    times.ifPresent(
        p ->
            json.object(
                name,
                in -> {
                  number(in, "p50", p.p50(), PLACES);
                  number(in, "p95", p.p95(), PLACES);
                  number(in, "p99", p.p99(), PLACES);
                  in.number("count", p.count());
                }));
  }

  private static void number(JsonBody json, String name, double value, int places) {
    json.number(name, BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP));
  }
}
