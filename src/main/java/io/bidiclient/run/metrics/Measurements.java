package io.bidiclient.run.metrics;

import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TimestampBasis;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Measures a run by its events. Figures that mean nothing unless the audio was sent as it was
 * spoken are withheld when it was not, with the reason. Owned by one thread.
 */
public final class Measurements extends RunMeter {
  /** What counts as sound, in dBFS: speech does, a quiet room does not. */
  public static final double SOUND_DBFS = -35;

  /** A run whose chunks left so far from their time was not in real time. */
  private static final long WORST_PACING_MILLIS = 250;

  private static final int SAMPLES_A_MILLI = 16;

  private final boolean paced;
  private final Histogram lags = new Histogram(3);

  /** In microseconds: a histogram grows with the digits of what it holds. */
  private final Histogram pacing = new Histogram(3);

  private Optional<RunEnded> ended = Optional.empty();
  private OptionalLong asked = OptionalLong.empty();
  private OptionalLong connected = OptionalLong.empty();
  private OptionalLong created = OptionalLong.empty();
  private OptionalLong firstSound = OptionalLong.empty();
  private OptionalLong firstDelta = OptionalLong.empty();
  private OptionalLong firstText = OptionalLong.empty();
  private OptionalLong finishing = OptionalLong.empty();
  private OptionalLong done = OptionalLong.empty();

  /**
   * Measurements of a run that begins.
   *
   * @param paced whether it was to be sent as it was spoken
   */
  public Measurements(boolean paced) {
    this.paced = paced;
  }

  /**
   * The figures, once the run has ended.
   *
   * @param words words in the transcript
   * @param clock what its times were read from
   */
  public Summary summary(long words, TimestampBasis clock) {
    RunEnded end = ended.orElseThrow();
    return new Summary(at, end.status(), end.delivery(), words, latency(clock));
  }

  @Override
  public Void audioSent(TranscriptionEvent.AudioSent event) {
    if (sendsFirst(event)) {
      if (event.levelDbfs() > SOUND_DBFS) {
        firstSound = first(firstSound);
      }
      pacing.recordValue(TimeUnit.NANOSECONDS.toMicros(sinceDue(event.start())));
    }
    return null;
  }

  @Override
  public Void text(TimedText event) {
    firstDelta = first(firstDelta);
    if (!event.text().isBlank()) {
      firstText = first(firstText);
    }
    if (finishing.isEmpty()) {
      lags.recordValue(Math.max(0, sent - event.time()) / SAMPLES_A_MILLI);
    }
    return null;
  }

  @Override
  public Void progress(SessionProgress progress) {
    switch (progress.stage()) {
      case ASKED -> asked = first(asked);
      case CONNECTED -> connected = first(connected);
      case CREATED -> created = first(created);
      case STREAMING -> finishing = OptionalLong.empty();
      case FINISHING -> finishing = OptionalLong.of(at);
      case DONE -> done = OptionalLong.of(at);
      case ENDED -> {}
    }
    return null;
  }

  @Override
  public Void ended(RunEnded event) {
    ended = Optional.of(event);
    return null;
  }

  private Summary.Latency latency(TimestampBasis clock) {
    Optional<String> withheld = reason();
    boolean real = withheld.isEmpty();
    boolean counted = real && clock == TimestampBasis.FRAMES && lags.getTotalCount() > 0;
    Optional<String> noLag = Optional.of("the server's deltas are not one a frame");
    return new Summary.Latency(
        millis(asked, connected),
        millis(connected, created),
        millis(firstSend, firstDelta).filter(t -> real),
        millis(firstSound, firstText).filter(t -> real),
        percentile(counted, 50),
        percentile(counted, 95),
        percentile(counted, 99),
        millis(finishing, done).filter(t -> real),
        Optional.of(pacingError()).filter(t -> paced && pacing.getTotalCount() > 0),
        real && clock == TimestampBasis.ARRIVAL ? noLag : withheld);
  }

  private Optional<String> reason() {
    if (!paced) {
      return Optional.of("the audio was not sent in real time: use --pace realtime");
    }
    if (pacingError() > WORST_PACING_MILLIS) {
      return Optional.of("the audio was sent " + pacingError() + " ms late");
    }
    return Optional.empty();
  }

  private long pacingError() {
    return TimeUnit.MICROSECONDS.toMillis(pacing.getValueAtPercentile(95));
  }

  private Optional<Long> percentile(boolean counted, double percent) {
    return counted ? Optional.of(lags.getValueAtPercentile(percent)) : Optional.empty();
  }

  private static Optional<Long> millis(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent() && to.getAsLong() >= from.getAsLong()
        ? Optional.of(TimeUnit.NANOSECONDS.toMillis(to.getAsLong() - from.getAsLong()))
        : Optional.empty();
  }
}
