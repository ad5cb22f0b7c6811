package io.bidiclient.realtime;

import io.bidiclient.realtime.session.Scheduler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A scheduler on real clocks: the thread that takes the tasks sleeps until there is one. What may
 * be queued is bounded by whoever posts: the feed's credit and the connections' windows.
 */
public final class QueueScheduler implements Scheduler {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final LongSupplier nanos;
  private final InstantSource timeOfDay;

  /**
   * A scheduler without tasks.
   *
   * @param nanos nanoseconds, never going back
   */
  public QueueScheduler(LongSupplier nanos, InstantSource timeOfDay) {
    this.nanos = nanos;
    this.timeOfDay = timeOfDay;
  }

  @Override
  public long nanoTime() {
    return nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return timeOfDay.instant();
  }

  @Override
  public void post(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Optional<Runnable> next(long until) throws InterruptedException {
    if (until == Long.MAX_VALUE) {
      return Optional.of(tasks.take());
    }
    return Optional.ofNullable(tasks.poll(until - nanoTime(), TimeUnit.NANOSECONDS));
  }
}
