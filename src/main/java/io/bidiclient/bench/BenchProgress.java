package io.bidiclient.bench;

import io.bidiclient.bench.load.LoadStep;
import io.bidiclient.bench.measure.StepMeter;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.terminal.Ticker;
import io.bidiclient.terminal.Tty;
import io.bidiclient.text.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Shows how far a step has come, on a terminal; elsewhere nothing. */
final class BenchProgress {
  private static final long REDRAW_MILLIS = 500;

  private final Terminal terminal;
  private final Optional<Ticker> ticker;

  /** Starts to show. */
  BenchProgress(ProcessContext context, boolean quiet, LoadStep step) {
    this.terminal = context.terminal();
    boolean shown = !quiet && Tty.isTerminal(Tty.STDERR) && !Tty.isDumb(context.environment());
    long began = System.nanoTime();
    Runnable redraw =
        () -> show(line(step.streams(), step.time(), System.nanoTime() - began, step.meter()));
    this.ticker = shown ? Optional.of(Ticker.every(REDRAW_MILLIS, redraw)) : Optional.empty();
  }

  /** The row. */
  static String line(int streams, Duration time, long nanos, StepMeter meter) {
    String lag =
        meter
            .lagNow()
            .map(now -> String.format(Locale.ROOT, "lag %d ms", now.toMillis()))
            .orElse("nothing heard yet");
    return String.format(
        Locale.ROOT,
        "%s, %d s of %d s, %s, %d failed",
        Quantity.of(streams, "stream"),
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        time.toSeconds(),
        lag,
        meter.failed());
  }

  private void show(String line) {
    terminal.size().ifPresent(size -> terminal.rows(List.of(line), size.columns()));
  }

  /** Takes the row away. */
  void close() {
    ticker.ifPresent(Ticker::close);
    terminal.noRows();
  }
}
