package io.bidiclient.run.metrics;

import io.bidiclient.audio.AudioChunk;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures in Prometheus' text format, version 0.0.4.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
final class PrometheusText {
  private final StringBuilder text = new StringBuilder();

  private PrometheusText() {}

  static String of(MetricsSnapshot now) {
    PrometheusText page = new PrometheusText();
    page.family("bidi_inputs_total", "counter", "Inputs that have ended, by how.");
    page.labelled("bidi_inputs_total", "status", now.inputs());
    page.one("bidi_streams_running", "gauge", "Streams that go on.", now.running());
    page.seconds("bidi_audio_sent_seconds_total", "counter", "Audio sent.", now.sent());
    page.seconds(
        "bidi_audio_transcribed_seconds_total", "counter", "Audio transcribed.", now.transcribed());
    page.seconds(
        "bidi_lag_seconds",
        "gauge",
        "Audio sent and not yet transcribed, of the stream that is furthest behind.",
        now.lag());
    page.one("bidi_words_total", "counter", "Words of the inputs that have ended.", now.words());
    page.one("bidi_sessions_total", "counter", "Sessions asked for.", now.sessions());
    page.one(
        "bidi_retries_total",
        "counter",
        "Sessions that replaced one that broke, of the inputs that have ended.",
        now.retries());
    page.one(
        "bidi_rollovers_total",
        "counter",
        "Sessions that replaced one that became too old, of the inputs that have ended.",
        now.rollovers());
    page.family("bidi_warnings_total", "counter", "Warnings, by their codes.");
    page.labelled("bidi_warnings_total", "code", now.warnings());
    page.family("bidi_run_seconds", "gauge", "How long the command has run.");
    page.sample("bidi_run_seconds", BigDecimal.valueOf(now.millis(), 3));
    if (now.exit().isPresent()) {
      page.one("bidi_exit_code", "gauge", "What the command exits with.", now.exit().getAsInt());
    }
    return page.text.toString();
  }

  private void one(String name, String type, String help, long value) {
    family(name, type, help);
    sample(name, BigDecimal.valueOf(value));
  }

  private void seconds(String name, String type, String help, long samples) {
    family(name, type, help);
    sample(name, BigDecimal.valueOf(samples * 1_000 / AudioChunk.RATE, 3));
  }

  private void labelled(String name, String label, Map<String, Long> values) {
    // The codes and states are our own words, without anything that would need an escape.
    new TreeMap<>(values)
        .forEach(
            (word, value) ->
                sample(name + "{" + label + "=\"" + word + "\"}", BigDecimal.valueOf(value)));
  }

  private void family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, BigDecimal value) {
    text.append(name).append(' ').append(value.toPlainString()).append('\n');
  }
}
