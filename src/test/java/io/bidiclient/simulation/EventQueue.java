package io.bidiclient.simulation;

import java.util.Arrays;

/**
 * Tasks in the order of their times, those of one time in the order in which they were added: a
 * binary heap in arrays, without an object for each task. Owned by one thread.
 */
final class EventQueue {
  private static final int FEW = 256;

  private long[] times = new long[FEW];
  private long[] orders = new long[FEW];
  private Runnable[] tasks = new Runnable[FEW];
  private long added;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The time of the first task, which must be there. */
  long firstTime() {
    return times[0];
  }

  /** Adds a task. */
  void add(long time, Runnable task) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      orders = Arrays.copyOf(orders, 2 * size);
      tasks = Arrays.copyOf(tasks, 2 * size);
    }
    int at = size;
    size++;
    // One that was added later comes after those of its time.
    while (at > 0 && times[(at - 1) >>> 1] > time) {
      move((at - 1) >>> 1, at);
      at = (at - 1) >>> 1;
    }
    set(at, time, added, task);
    added++;
  }

  /** Removes the first task and returns it. */
  Runnable remove() {
    Runnable first = tasks[0];
    size--;
    long time = times[size];
    long order = orders[size];
    int at = 0;
    int next = sooner(1);
    while (next < size && isBefore(times[next], orders[next], time, order)) {
      move(next, at);
      at = next;
      next = sooner(2 * at + 1);
    }
    set(at, time, order, tasks[size]);
    tasks[size] = null;
    return first;
  }

  /** The sooner of two places next to each other, of which the second may not be there. */
  private int sooner(int one) {
    int other = one + 1;
    return other < size && isBefore(times[other], orders[other], times[one], orders[one])
        ? other
        : one;
  }

  private static boolean isBefore(long time, long order, long otherTime, long otherOrder) {
    return time == otherTime ? order < otherOrder : time < otherTime;
  }

  private void move(int from, int to) {
    set(to, times[from], orders[from], tasks[from]);
  }

  private void set(int at, long time, long order, Runnable task) {
    times[at] = time;
    orders[at] = order;
    tasks[at] = task;
  }
}
