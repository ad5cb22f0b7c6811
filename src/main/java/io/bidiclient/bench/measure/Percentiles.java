package io.bidiclient.bench.measure;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * A distribution of times in three figures, in milliseconds.
 *
 * @param count how many times were measured, at least 1
 */
public record Percentiles(double p50, double p95, double p99, long count) {
  private static final double NANOS_A_MILLI = 1e6;

  /** The figures of a histogram of nanoseconds; empty where nothing was measured. */
  static Optional<Percentiles> of(Histogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Percentiles(
            nanos.getValueAtPercentile(50) / NANOS_A_MILLI,
            nanos.getValueAtPercentile(95) / NANOS_A_MILLI,
            nanos.getValueAtPercentile(99) / NANOS_A_MILLI,
            nanos.getTotalCount()));
  }
}
