package io.bidiclient.run.metrics;

import io.bidiclient.problem.Problem;
import io.bidiclient.problem.SystemWords;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.run.files.PartFile;
import io.bidiclient.run.settings.MetricsChoice;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.terminal.Ticker;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes a command's figures every ten seconds and at its end, for as long as that is possible.
 * Safe for use from many threads.
 */
public final class MetricsPublisher {
  private static final long MILLIS = 10_000;

  private final MetricsChoice choice;
  private final MetricsRegistry registry;
  private final Terminal terminal;
  private final Optional<Ticker> ticker;

  /** What was told last; guarded by this, as is the next. */
  private MetricsSnapshot last;

  private Optional<IOException> broken = Optional.empty();

  private MetricsPublisher(MetricsChoice choice, MetricsRegistry registry, Terminal terminal) {
    this.choice = choice;
    this.registry = registry;
    this.terminal = terminal;
    this.last = registry.snapshot();
    this.ticker =
        choice instanceof MetricsChoice.Off
            ? Optional.empty()
            : Optional.of(Ticker.every(MILLIS, this::publish));
  }

  /** Begins to write. */
  public static MetricsPublisher start(
      MetricsChoice choice, MetricsRegistry registry, Terminal terminal) {
    return new MetricsPublisher(choice, registry, terminal);
  }

  /** Writes the last figures; tells what could not be written. */
  public Optional<Problem> finish() {
    ticker.ifPresent(Ticker::close);
    publish();
    return problem();
  }

  private synchronized Optional<Problem> problem() {
    return broken
        .filter(e -> !SystemWords.isReaderGone(e))
        .map(e -> WriteFailure.of("the metrics to " + place(), e));
  }

  private String place() {
    return choice instanceof MetricsChoice.ToFile file ? file.file().toString() : "stdout";
  }

  private synchronized void publish() {
    MetricsSnapshot now = registry.snapshot();
    try {
      if (choice instanceof MetricsChoice.ToFile file) {
        PartFile.write(file.file(), PrometheusText.of(now));
      } else if (choice instanceof MetricsChoice.ToStdout) {
        terminal.out().write(PrometheusText.of(now));
        terminal.out().flush();
      } else if (choice instanceof MetricsChoice.ToLog) {
        terminal.add(EmbeddedMetrics.line(last, now, System.currentTimeMillis()));
      }
    } catch (IOException e) {
      broken = Optional.of(e);
    }
    last = now;
  }
}
