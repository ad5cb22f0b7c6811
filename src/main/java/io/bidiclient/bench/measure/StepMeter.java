package io.bidiclient.bench.measure;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.problem.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Pools what all streams of a step measure; all times are in nanoseconds, those on the clock since
 * the step began. Safe for use from many threads.
 */
public final class StepMeter {
  private static final long NANOS_A_SECOND = 1_000_000_000L;
  private static final double NANOS_A_MILLI = 1e6;
  private static final int DIGITS = 3;

  private final Histogram lags = new Histogram(DIGITS);
  private final Histogram firstDeltas = new Histogram(DIGITS);
  private final Histogram dones = new Histogram(DIGITS);
  private final Histogram pacing = new Histogram(DIGITS);
  private final LagTrend trend = new LagTrend();
  private final NavigableMap<Long, Second> seconds = new TreeMap<>();
  private final List<UtteranceResult> utterances = new ArrayList<>();
  private final Map<ExitCode, Integer> failures = new EnumMap<>(ExitCode.class);
  private final long from;
  private final long to;
  private long stalls;
  private long frames;
  private int failedInRow;
  private long sessions;
  private long retries;
  private long samples;

  /** One second of the step, for its time line. */
  private static final class Second {
    private long frames;
    private double sum;
    private long most;
    private long latest;
  }

  /**
   * A meter of a step that begins.
   *
   * @param from since when all of its streams run: lag and our own lateness count from there on
   * @param to when the first of them ends, and they count no more: what a server has still to do
   *     for streams that end holds up the others
   */
  public StepMeter(long from, long to) {
    this.from = from;
    this.to = to;
  }

  private boolean allRun(long at) {
    return from <= at && at < to;
  }

  /** One more frame was heard. */
  public synchronized void frame() {
    frames++;
    failedInRow = 0;
  }

  /** A frame was heard so long after its last sample was due. */
  public synchronized void lag(long at, long nanos) {
    if (allRun(at)) {
      trend.add(at, nanos);
    }
    lagOfRest(at, nanos);
  }

  /**
   * The same of a frame that came once all audio was sent: the server need not wait for more then,
   * so that it tells nothing of whether it keeps up.
   */
  synchronized void lagOfRest(long at, long nanos) {
    if (allRun(at)) {
      lags.recordValue(nanos);
    }
    Second second = second(at);
    second.frames++;
    second.sum += nanos;
    second.most = Math.max(second.most, nanos);
  }

  /** The first frame of an utterance came so long after its first chunk. */
  public synchronized void firstDelta(long nanos) {
    firstDeltas.recordValue(Math.max(0, nanos));
  }

  /** An utterance was done so long after its final commit. */
  public synchronized void done(long nanos) {
    dones.recordValue(Math.max(0, nanos));
  }

  /** A chunk left so long after its time: our own error. */
  public synchronized void pacing(long at, long nanos) {
    if (allRun(at)) {
      pacing.recordValue(Math.max(0, nanos));
    }
    Second second = second(at);
    second.latest = Math.max(second.latest, nanos);
  }

  private Second second(long at) {
    return seconds.computeIfAbsent(at / NANOS_A_SECOND, from -> new Second());
  }

  /** The time between two frames. */
  synchronized void silence(boolean stalled) {
    stalls += stalled ? 1 : 0;
  }

  synchronized void sessions(int asked, int again) {
    sessions += asked;
    retries += again;
  }

  synchronized void audio(long sent) {
    samples += sent;
  }

  /** An utterance has ended. */
  public synchronized void ended(UtteranceResult utterance) {
    utterances.add(utterance);
    if (utterance.code() != ExitCode.OK) {
      failures.merge(utterance.code(), 1, Integer::sum);
      failedInRow++;
    }
  }

  /** Utterances that failed since a frame was heard. */
  public synchronized int failedInRow() {
    return failedInRow;
  }

  /** All utterances that have ended. */
  public synchronized List<UtteranceResult> utterances() {
    return List.copyOf(utterances);
  }

  /** How far the model was behind in the last whole second, on average. */
  public synchronized Optional<Duration> lagNow() {
    return seconds.descendingMap().values().stream()
        .filter(second -> second.frames > 0)
        .findFirst()
        .map(second -> Duration.ofNanos((long) (second.sum / second.frames)));
  }

  /** Utterances that failed so far. */
  public synchronized int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * The figures, once all streams have ended.
   *
   * @param streams how many there were
   * @param nanos how long the step took
   * @param load what the client's machine had to do
   * @param rates what became of the words
   */
  public synchronized StepResult result(
      int streams, long nanos, ClientLoad load, Optional<ErrorRates> rates) {
    double time = nanos / (double) NANOS_A_SECOND;
    return new StepResult(
        streams,
        time,
        Percentiles.of(lags),
        Percentiles.of(firstDeltas),
        Percentiles.of(dones),
        Percentiles.of(pacing),
        trend.growth(),
        stalls,
        Map.copyOf(failures),
        List.copyOf(utterances),
        sessions,
        retries,
        rates,
        time > 0 ? frames / time : 0,
        samples / (double) AudioChunk.RATE,
        load,
        from / (double) NANOS_A_SECOND,
        distribution(),
        timeline());
  }

  private List<StepResult.Moment> timeline() {
    return seconds.entrySet().stream().map(e -> moment(e.getKey(), e.getValue())).toList();
  }

  private static StepResult.Moment moment(long second, Second figures) {
    Optional<Double> lag =
        figures.frames == 0
            ? Optional.empty()
            : Optional.of(figures.sum / figures.frames / NANOS_A_MILLI);
    return new StepResult.Moment(
        second, lag, figures.most / NANOS_A_MILLI, figures.latest / NANOS_A_MILLI);
  }

  /** The lag in milliseconds that each percent of the frames stay under. */
  private List<StepResult.Point> distribution() {
    List<StepResult.Point> points = new ArrayList<>();
    for (int percent = 0; percent <= 100 && lags.getTotalCount() > 0; percent++) {
      points.add(new StepResult.Point(percent, lags.getValueAtPercentile(percent) / NANOS_A_MILLI));
    }
    return points;
  }
}
