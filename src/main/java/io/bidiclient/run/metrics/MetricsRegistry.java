package io.bidiclient.run.metrics;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.transcript.Summary;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The figures of all runs of a command, as far as they have come. Each stream has a meter of its
 * own, used on its thread; the rest is safe for use from many threads.
 */
public final class MetricsRegistry {
  private final LongSupplier clock;
  private final long began;

  /** Guarded by this, as is all below. */
  private final Map<String, Long> inputs = new TreeMap<>();

  private final Map<String, Long> warnings = new TreeMap<>();
  private final Set<Meter> running = new LinkedHashSet<>();
  private long sent;
  private long transcribed;
  private long words;
  private long sessions;
  private long retries;
  private long rollovers;
  private OptionalInt exit = OptionalInt.empty();

  /**
   * Figures of a command that begins.
   *
   * @param clock nanoseconds, from anywhere
   */
  public MetricsRegistry(LongSupplier clock) {
    this.clock = clock;
    this.began = clock.getAsLong();
  }

  /** A meter of a stream that begins; it stops with the stream's last event. */
  public RunMeter meter() {
    return new Meter();
  }

  /** Counts an input that has ended. */
  public synchronized void ended(String status, Summary summary) {
    inputs.merge(status, 1L, Long::sum);
    words += summary.words();
    int again = summary.delivery().retries();
    int streams = Math.max(1, summary.channels().size());
    retries += again;
    rollovers += Math.max(0, summary.delivery().sessions() - again - streams);
  }

  /** The command ends with this code. */
  public synchronized void exit(ExitCode code) {
    exit = OptionalInt.of(code.code());
  }

  /** All figures as they are now. */
  public synchronized MetricsSnapshot snapshot() {
    long lag = running.stream().mapToLong(Meter::lag).max().orElse(0);
    return new MetricsSnapshot(
        Map.copyOf(inputs),
        running.size(),
        sent,
        transcribed,
        lag,
        words,
        sessions,
        retries,
        rollovers,
        Map.copyOf(warnings),
        TimeUnit.NANOSECONDS.toMillis(clock.getAsLong() - began),
        exit);
  }

  private synchronized void begin(Meter meter) {
    running.add(meter);
  }

  private synchronized void end(Meter meter) {
    running.remove(meter);
  }

  private synchronized void sent(Meter meter, long sample, long more) {
    running.add(meter);
    meter.reached = sample;
    sent += more;
  }

  private synchronized void transcribed(Meter meter, long sample) {
    if (sample > meter.known) {
      transcribed += sample - meter.known;
      meter.known = sample;
    }
  }

  private synchronized void warned(Warning warning) {
    warnings.merge(warning.code(), 1L, Long::sum);
  }

  private synchronized void asked() {
    sessions++;
  }

  /** One stream. */
  private final class Meter extends RunMeter {
    /** The sample after the last that was sent; guarded by the registry. */
    private long reached;

    /** The sample up to which it was transcribed; guarded by the registry. */
    private long known;

    private long lag() {
      return Math.max(0, reached - known);
    }

    @Override
    public Void audioSent(TranscriptionEvent.AudioSent event) {
      long before = this.sent;
      if (sendsFirst(event)) {
        MetricsRegistry.this.sent(this, event.end(), event.end() - Math.max(before, event.start()));
      }
      return null;
    }

    @Override
    public Void text(TimedText event) {
      MetricsRegistry.this.transcribed(this, event.time());
      return null;
    }

    @Override
    public Void progress(SessionProgress progress) {
      if (progress.stage() == SessionProgress.Stage.ASKED) {
        begin(this);
        asked();
      }
      return null;
    }

    @Override
    public Void warned(Warning warning) {
      MetricsRegistry.this.warned(warning);
      return null;
    }

    @Override
    public Void ended(RunEnded event) {
      end(this);
      return null;
    }
  }
}
