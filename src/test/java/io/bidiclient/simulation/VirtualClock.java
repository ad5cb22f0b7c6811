package io.bidiclient.simulation;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * The only clock of a simulation, and what is to happen at which time on it, in nanoseconds. What
 * is due at the same time happens in the order in which it was asked for. Owned by one thread.
 */
final class VirtualClock {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long now;
  private long orders;

  private record Task(long time, long order, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return time == other.time ? Long.compare(order, other.order) : Long.compare(time, other.time);
    }
  }

  long now() {
    return now;
  }

  /** Has something happen at a time, or at once where that is past. */
  void at(long time, Runnable work) {
    tasks.add(new Task(Math.max(time, now), orders++, work));
  }

  void after(Duration wait, Runnable work) {
    at(now + wait.toNanos(), work);
  }

  /** When the next thing happens, if anything will. */
  OptionalLong next() {
    return tasks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(tasks.peek().time());
  }

  /** Goes on to the next thing and has it happen. */
  void runNext() {
    Task task = tasks.remove();
    now = task.time();
    task.work().run();
  }

  /** Goes on to a time at which nothing happens by itself. */
  void advanceTo(long time) {
    now = Math.max(now, time);
  }
}
