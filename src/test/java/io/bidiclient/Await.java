package io.bidiclient;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Waits for conditions, never for a time that is hoped to be long enough. */
public final class Await {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

  private Await() {}

  /** What is waited for. */
  public interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until something is so; an error that names it after a minute. */
  public static void until(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute: " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  /**
   * Starts a task on a thread of its own, and returns once that thread waits for another: what
   * comes next has to wake it. Not for tasks that wait in a system call.
   */
  public static <T> Future<T> waiting(Callable<T> task) throws IOException {
    FutureTask<T> running = new FutureTask<>(task);
    Thread thread = new Thread(running, "waiting");
    thread.setDaemon(true);
    thread.start();
    until("the thread waits", () -> thread.getState() == Thread.State.WAITING);
    return running;
  }

  /** Waits until a number has not changed for some time, and gives it. */
  public static int steady(IntSupplier number, Duration quiet) throws IOException {
    int[] last = {number.getAsInt()};
    long[] since = {System.nanoTime()};
    until(
        "a number that changes no more",
        () -> {
          int now = number.getAsInt();
          if (now != last[0]) {
            last[0] = now;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] >= quiet.toNanos();
        });
    return last[0];
  }
}
