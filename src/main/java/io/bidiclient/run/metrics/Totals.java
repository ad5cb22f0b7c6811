package io.bidiclient.run.metrics;

import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Summary.Latency;
import io.bidiclient.transcript.Summary.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The summary of an input whose channels were transcribed each by itself. */
public final class Totals {
  /** From the best to the worst. */
  private static final List<RunStatus> ORDER =
      List.of(
          RunStatus.COMPLETE,
          RunStatus.ABANDONED,
          RunStatus.UNCERTAIN,
          RunStatus.PARTIAL,
          RunStatus.FAILED);

  private Totals() {}

  /**
   * Counts are added up, the status and each latency are the worst channel's, and the SHA-256 is
   * that of the channels' own in hexadecimal, each with a line feed behind it.
   *
   * @param at when the last of them ended, in nanoseconds since the run began
   * @param parts the channels in their order, at least one
   * @param latencies theirs
   */
  public static Summary of(long at, List<Part> parts, List<Latency> latencies) {
    RunStatus worst =
        parts.stream().map(Part::status).max(Comparator.comparing(ORDER::indexOf)).orElseThrow();
    Delivery delivery = Delivery.sum(parts.stream().map(Part::delivery).toList());
    long words = parts.stream().mapToLong(Part::words).sum();
    return new Summary(at, worst, delivery, words, worst(latencies), List.copyOf(parts));
  }

  private static Latency worst(List<Latency> all) {
    Optional<String> withheld =
        all.stream().map(Latency::withheld).flatMap(Optional::stream).findFirst();
    // A lag that one channel withholds could be the worst.
    List<Latency> lags = withheld.isEmpty() ? all : List.of();
    return new Latency(
        longest(all, Latency::connect),
        longest(all, Latency::session),
        longest(all, Latency::firstDelta),
        longest(all, Latency::firstWord),
        longest(lags, Latency::lagP50),
        longest(lags, Latency::lagP95),
        longest(lags, Latency::lagP99),
        longest(all, Latency::finalToDone),
        longest(all, Latency::pacingError),
        withheld);
  }

  private static Optional<Long> longest(
      List<Latency> all, Function<Latency, Optional<Long>> figure) {
    return all.stream().map(figure).flatMap(Optional::stream).max(Comparator.naturalOrder());
  }
}
