package io.bidiclient.terminal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a task again and again until it is closed, on a thread that keeps no process alive. */
public final class Ticker implements AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "progress");
            daemon.setDaemon(true);
            return daemon;
          });

  private Ticker() {}

  /** Runs the task after so many milliseconds, and after as many from each of its ends. */
  public static Ticker every(long millis, Runnable task) {
    Ticker ticker = new Ticker();
    var unused = ticker.thread.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
    return ticker;
  }

  /** Interrupts the task where it runs, and does not wait for it. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
