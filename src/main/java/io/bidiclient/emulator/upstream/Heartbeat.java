package io.bidiclient.emulator.upstream;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks for a sign of life at regular times and counts those that stay away. On one event loop. */
final class Heartbeat {
  private final Duration period;
  private final Runnable ask;
  private final Runnable dead;
  private ScheduledFuture<?> timer;
  private int unanswered;

  /**
   * A heartbeat that has not begun.
   *
   * @param period from one question to the next
   * @param dead called once, when {@link SageMakerRules#MOST_UNANSWERED} stay without an answer
   */
  Heartbeat(Duration period, Runnable ask, Runnable dead) {
    this.period = period;
    this.ask = ask;
    this.dead = dead;
  }

  void start(EventExecutor loop) {
    long nanos = period.toNanos();
    timer = loop.scheduleAtFixedRate(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  void answered() {
    unanswered = 0;
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void beat() {
    if (unanswered >= SageMakerRules.MOST_UNANSWERED) {
      stop();
      dead.run();
    } else {
      unanswered++;
      ask.run();
    }
  }
}
