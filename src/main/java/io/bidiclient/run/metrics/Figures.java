package io.bidiclient.run.metrics;

import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Summary.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A summary for people: a line a figure. */
public final class Figures {
  private static final double NANOS_A_SECOND = 1e9;

  private Figures() {}

  /** The lines, without ends of lines. */
  public static List<String> of(Summary summary) {
    Delivery delivery = summary.delivery();
    Latency latency = summary.latency();
    List<String> lines = new ArrayList<>();
    lines.add(line("status", summary.status().label()));
    lines.add(
        line(
            "audio",
            "%.2f s read, %.2f s sent",
            seconds(delivery.read()),
            seconds(delivery.sent())));
    double wall = summary.at() / NANOS_A_SECOND;
    double speed = wall > 0 ? seconds(delivery.sent()) / wall : 0;
    lines.add(line("time", "%.2f s, %.1f times real time", wall, speed));
    lines.add(line("heard", "%d words in %d frames", summary.words(), delivery.frames()));
    lines.add(line("sessions", "%d, %d of them retries", delivery.sessions(), delivery.retries()));
    lines.add(line("sent sha256", delivery.sha256()));
    millis("connect", latency.connect()).ifPresent(lines::add);
    millis("session", latency.session()).ifPresent(lines::add);
    millis("first delta", latency.firstDelta()).ifPresent(lines::add);
    millis("first word", latency.firstWord()).ifPresent(lines::add);
    if (latency.lagP50().isPresent()) {
      lines.add(
          line(
              "lag",
              "p50 %d ms, p95 %d ms, p99 %d ms",
              latency.lagP50().get(),
              latency.lagP95().orElseThrow(),
              latency.lagP99().orElseThrow()));
    }
    millis("final to done", latency.finalToDone()).ifPresent(lines::add);
    millis("pacing error", latency.pacingError()).ifPresent(lines::add);
    latency.withheld().ifPresent(why -> lines.add(line("latency", "withheld: " + why)));
    summary.channels().forEach(part -> lines.add(channel(part)));
    return lines;
  }

  private static String channel(Summary.Part part) {
    return line(
        "channel " + part.channel().number(),
        "%s, %.2f s sent, %d words, %d sessions, %d of them retries",
        part.status().label(),
        seconds(part.delivery().sent()),
        part.words(),
        part.delivery().sessions(),
        part.delivery().retries());
  }

  private static Optional<String> millis(String name, Optional<Long> value) {
    return value.map(millis -> line(name, "%d ms", millis));
  }

  private static double seconds(long samples) {
    return FrameClock.seconds(samples);
  }

  private static String line(String name, String form, Object... values) {
    String value = values.length == 0 ? form : String.format(Locale.ROOT, form, values);
    return String.format("  %-14s %s", name, value);
  }
}
