package io.bidiclient.bench.measure;

import java.util.Optional;

/**
 * Whether lag grows: the slope of a straight line through all lags over time, by least squares. A
 * server that carries one stream in a hundred too many falls behind by ten milliseconds a second,
 * which no percentile of a short step shows. Not safe for use from many threads.
 */
final class LagTrend {
  /** Frames in the beginning that tell of the start and not of what is carried. */
  private static final double WARM_UP_SECONDS = 3;

  private static final int LEAST = 20;
  private static final double NANOS = 1e9;

  private double began = Double.NaN;
  private double meanTime;
  private double meanLag;
  private double times;
  private double both;
  private long count;

  /** Adds a lag at a time, both in nanoseconds. */
  void add(long at, long lag) {
    double time = at / NANOS;
    if (Double.isNaN(began)) {
      began = time;
    }
    if (time - began < WARM_UP_SECONDS) {
      return;
    }
    count++;
    double fromMean = time - meanTime;
    meanTime += fromMean / count;
    meanLag += (lag / NANOS - meanLag) / count;
    times += fromMean * (time - meanTime);
    both += fromMean * (lag / NANOS - meanLag);
  }

  /** Seconds of lag that are added a second; empty where too little was measured. */
  Optional<Double> growth() {
    return count < LEAST || times <= 0 ? Optional.empty() : Optional.of(both / times);
  }
}
