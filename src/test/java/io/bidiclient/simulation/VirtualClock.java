package io.bidiclient.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The only clock of a simulation, and what is to happen at which time on it, in nanoseconds. What
 * is due at the same time happens in the order in which it was asked for. Owned by one thread.
 */
final class VirtualClock {
  /** The first of each line: few, however much the lines hold. */
  private final PriorityQueue<Task> firsts = new PriorityQueue<>();

  private long now;
  private long orders;

  private record Task(long time, long order, Runnable work, Line line) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return time == other.time ? Long.compare(order, other.order) : Long.compare(time, other.time);
    }
  }

  /** Things that happen one after another, none before one that was asked for earlier. */
  final class Line {
    private final Queue<Task> tasks = new ArrayDeque<>();
    private long last;

    /** Has something happen at a time, or at once where that is past. */
    void at(long time, Runnable work) {
      last = Math.max(last, Math.max(time, now));
      Task task = new Task(last, orders++, work, this);
      if (tasks.isEmpty()) {
        firsts.add(task);
      }
      tasks.add(task);
    }

    private void removeFirst() {
      tasks.remove();
      if (!tasks.isEmpty()) {
        firsts.add(tasks.peek());
      }
    }
  }

  long now() {
    return now;
  }

  /** A line of which nothing happens yet. */
  Line line() {
    return new Line();
  }

  /** Has something happen at a time, or at once where that is past. */
  void at(long time, Runnable work) {
    line().at(time, work);
  }

  void after(Duration wait, Runnable work) {
    at(now + wait.toNanos(), work);
  }

  /** When the next thing happens, if anything will. */
  OptionalLong next() {
    return firsts.isEmpty() ? OptionalLong.empty() : OptionalLong.of(firsts.peek().time());
  }

  /** Goes on to the next thing and has it happen. */
  void runNext() {
    Task task = firsts.remove();
    task.line().removeFirst();
    now = task.time();
    task.work().run();
  }

  /** Goes on to a time at which nothing happens by itself. */
  void advanceTo(long time) {
    now = Math.max(now, time);
  }
}
