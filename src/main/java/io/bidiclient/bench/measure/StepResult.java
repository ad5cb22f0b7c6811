package io.bidiclient.bench.measure;

import io.bidiclient.problem.ExitCode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a step of so many streams measured.
 *
 * @param streams streams at once
 * @param seconds how long it took
 * @param lag of each frame against the input's own clock
 * @param firstDelta from an utterance's first chunk to its first frame
 * @param done from the final commit to {@code transcription.done}
 * @param pacing how late our own chunks left
 * @param growth seconds of lag that were added a second
 * @param stalls silences of a second and more while audio was sent
 * @param failures utterances that failed, by the exit code that a run of their own would have had
 * @param utterances all that ended
 * @param sessions sessions that were asked for
 * @param retries those of them that replaced one that broke
 * @param rates errors in the words, where they can be counted
 * @param framesPerSecond frames heard a second, over all streams
 * @param audioSeconds audio that was sent
 * @param load what our own machine had to do
 * @param from seconds after which all streams ran, and lag and pacing count
 * @param distribution the lag in milliseconds at each percent
 * @param timeline each second of the step
 */
@RecordBuilder
public record StepResult(
    int streams,
    double seconds,
    Optional<Percentiles> lag,
    Optional<Percentiles> firstDelta,
    Optional<Percentiles> done,
    Optional<Percentiles> pacing,
    Optional<Double> growth,
    long stalls,
    Map<ExitCode, Integer> failures,
    List<UtteranceResult> utterances,
    long sessions,
    long retries,
    Optional<ErrorRates> rates,
    double framesPerSecond,
    double audioSeconds,
    ClientLoad load,
    double from,
    List<Point> distribution,
    List<Moment> timeline)
    implements StepResultBuilder.With {
  /** Our own chunks may leave so late, in milliseconds. */
  private static final double LATEST = 20;

  /** A full machine is no hindrance to threads that wait for a processor less than they run. */
  private static final double WAITED = 0.5;

  /** A share of a processor that is all of it, as far as can be measured. */
  private static final double FULL = 0.95;

  /** A place on a plot. */
  public record Point(double x, double y) {}

  /**
   * One second of the step, in milliseconds.
   *
   * @param second from its beginning
   * @param lag average of the frames that were heard; empty where none was
   * @param longestLag 0 where none was heard
   * @param latestChunk how late our own latest chunk left
   */
  public record Moment(long second, Optional<Double> lag, double longestLag, double latestChunk) {}

  /** Why the step tells of this machine more than of the endpoint; empty where it does not. */
  public List<String> invalid() {
    List<String> reasons = new ArrayList<>();
    pacing
        .filter(error -> error.p99() > LATEST)
        .ifPresent(
            error ->
                reasons.add(
                    String.format(
                        Locale.ROOT,
                        "this client sent 1 chunk in 100 more than %.0f ms late",
                        error.p99())));
    load.machine()
        .filter(share -> share >= FULL && load.waited().orElse(Double.MAX_VALUE) > WAITED)
        .ifPresent(share -> reasons.add("this machine's processors were full"));
    if (load.busiestThread() >= FULL) {
      reasons.add("a thread of this client had all of a processor to do");
    }
    return reasons;
  }

  /** Utterances that failed. */
  public int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether the server said that it was asked too often. */
  public boolean throttled() {
    return utterances.stream().anyMatch(UtteranceResult::throttled);
  }
}
