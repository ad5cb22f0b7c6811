package io.bidiclient.run.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.transcript.Summary;
import org.junit.jupiter.api.Test;

class MetricsRegistryTest {
  private static final int SECOND = 16_000;

  private long now;
  private final MetricsRegistry registry = new MetricsRegistry(() -> now);

  @Test
  void figuresOfAllStreamsAreOnePage() {
    now = 12_345_000_000L;
    RunMeter first = begun();
    RunMeter second = begun();
    send(first, 0, 4 * SECOND);
    send(first, 2 * SECOND, 5 * SECOND);
    first.take(0, TimedText.of(" a", 3 * SECOND));
    send(second, 0, SECOND);
    second.take(0, new TranscriptionEvent.Warned(new Warning("dropped_audio", "x")));
    second.take(0, new RunEnded(RunStatus.FAILED, Delivery.NONE));
    registry.ended("failed", summary(RunStatus.FAILED, 2, 1, 0));
    registry.ended("complete", summary(RunStatus.COMPLETE, 4, 1, 7));
    registry.exit(ExitCode.SERVER);
    assertEquals(
        """
        bidi_inputs_total{status="complete"} 1
        bidi_inputs_total{status="failed"} 1
        bidi_streams_running 1
        bidi_audio_sent_seconds_total 6.000
        bidi_audio_transcribed_seconds_total 3.000
        bidi_lag_seconds 2.000
        bidi_words_total 7
        bidi_sessions_total 2
        bidi_retries_total 2
        bidi_rollovers_total 2
        bidi_warnings_total{code="dropped_audio"} 1
        bidi_run_seconds 12.345
        bidi_exit_code 7
        """,
        PrometheusText.of(registry.snapshot())
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line + "\n")
            .reduce("", String::concat));
  }

  @Test
  void aPageSaysWhatEachFigureIs() {
    String page = PrometheusText.of(registry.snapshot());
    assertTrue(page.contains("# TYPE bidi_lag_seconds gauge\nbidi_lag_seconds 0.000\n"), page);
    assertTrue(page.lines().noneMatch(line -> line.startsWith("bidi_exit_code")), page);
    page.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> assertTrue(line.matches("[a-z_]+(\\{[a-z]+=\"\\w+\"})? [0-9.]+"), line));
  }

  @Test
  void aLineForCloudWatchCountsWhatCameSinceTheOneBefore() throws Exception {
    RunMeter meter = begun();
    send(meter, 0, SECOND);
    MetricsSnapshot before = registry.snapshot();
    send(meter, SECOND, 3 * SECOND);
    registry.exit(ExitCode.OK);
    String line = EmbeddedMetrics.line(before, registry.snapshot(), 1_700_000_000_000L);
    JsonNode json = new ObjectMapper().readTree(line);
    assertEquals(2, json.get("AudioSent").asDouble());
    assertEquals(3, json.get("Lag").asDouble());
    assertEquals(0, json.get("Sessions").asInt());
    assertEquals(0, json.get("ExitCode").asInt());
    assertEquals(1_700_000_000_000L, json.at("/_aws/Timestamp").asLong());
    JsonNode directive = json.at("/_aws/CloudWatchMetrics/0");
    assertEquals("bidi-client", directive.get("Namespace").asText());
    assertEquals("[[]]", directive.get("Dimensions").toString());
    for (JsonNode metric : directive.get("Metrics")) {
      assertTrue(json.get(metric.get("Name").asText()).isNumber(), metric.toString());
    }
    assertEquals(1, line.lines().count());
  }

  private RunMeter begun() {
    RunMeter meter = registry.meter();
    meter.take(0, new SessionProgress(1, SessionProgress.Stage.ASKED, "", 0, 0, 0, true));
    return meter;
  }

  private static void send(RunMeter meter, long from, long to) {
    meter.take(0, new TranscriptionEvent.AudioSent(from, to, -20));
  }

  private static Summary summary(RunStatus status, int sessions, int retries, long words) {
    Delivery delivery = new Delivery(1, 1, "0".repeat(64), 1, sessions, retries);
    return new Summary(1, status, delivery, words, Summary.Latency.NONE);
  }
}
