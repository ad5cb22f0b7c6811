package io.bidiclient.run.metrics;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures in CloudWatch's embedded metric format: a line of a log, of which CloudWatch makes
 * metrics. What is counted is what has come since the line before, so that sums are right.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class EmbeddedMetrics {
  private EmbeddedMetrics() {}

  private record Metric(String name, String unit, BigDecimal value) {}

  /**
   * A line without its end.
   *
   * @param before the snapshot of the line before
   * @param epochMillis when this is, since 1970
   */
  static String line(MetricsSnapshot before, MetricsSnapshot now, long epochMillis) {
    List<Metric> metrics =
        new ArrayList<>(
            List.of(
                seconds("AudioSent", now.sent() - before.sent()),
                seconds("AudioTranscribed", now.transcribed() - before.transcribed()),
                seconds("Lag", now.lag()),
                count("InputsEnded", now.ended() - before.ended()),
                count("InputsIncomplete", now.incomplete() - before.incomplete()),
                count("Words", now.words() - before.words()),
                count("Sessions", now.sessions() - before.sessions()),
                count("Retries", now.retries() - before.retries()),
                count("Rollovers", now.rollovers() - before.rollovers()),
                count("Warnings", now.warned() - before.warned())));
    now.exit().ifPresent(code -> metrics.add(new Metric("ExitCode", "None", number(code))));
    return JsonText.line(
            json -> {
              json.object("_aws", head -> head(head, metrics, epochMillis));
              metrics.forEach(metric -> json.number(metric.name(), metric.value()));
            })
        .stripTrailing();
  }

  private static void head(JsonBody json, List<Metric> metrics, long epochMillis) {
    json.number("Timestamp", epochMillis);
    json.objects(
        "CloudWatchMetrics",
        List.of(metrics),
        all ->
            directive -> {
              directive.text("Namespace", "bidi-client");
              directive.emptyRow("Dimensions");
              directive.objects(
                  "Metrics",
                  all,
                  metric ->
                      entry -> {
                        entry.text("Name", metric.name());
                        entry.text("Unit", metric.unit());
                      });
            });
  }

  private static Metric seconds(String name, long samples) {
    return new Metric(name, "Seconds", BigDecimal.valueOf(samples * 1_000 / AudioChunk.RATE, 3));
  }

  private static Metric count(String name, long value) {
    return new Metric(name, "Count", number(value));
  }

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }
}
