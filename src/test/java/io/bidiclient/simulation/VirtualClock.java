package io.bidiclient.simulation;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The only clock of a simulation, and what is to happen at which time on it, in nanoseconds. What
 * is due at the same time happens in the order in which it was asked for. Owned by one thread.
 */
final class VirtualClock {
  private final EventQueue tasks = new EventQueue();
  private long now;

  long now() {
    return now;
  }

  /** Has something happen at a time, or at once where that is past. */
  void at(long time, Runnable work) {
    tasks.add(Math.max(time, now), work);
  }

  void after(Duration wait, Runnable work) {
    at(now + wait.toNanos(), work);
  }

  /** When the next thing happens, if anything will. */
  OptionalLong next() {
    return tasks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(tasks.firstTime());
  }

  /** Goes on to the next thing and has it happen. */
  void runNext() {
    now = tasks.firstTime();
    tasks.remove().run();
  }

  /** Goes on to a time at which nothing happens by itself. */
  void advanceTo(long time) {
    now = Math.max(now, time);
  }
}
