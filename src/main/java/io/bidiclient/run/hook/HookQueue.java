package io.bidiclient.run.hook;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Lines on their way to a receiver. Whoever offers one never waits: what does not fit is dropped
 * and counted. Safe for use from many threads.
 */
final class HookQueue {
  /** How long an abandoned delivery may take to notice it. */
  private static final Duration LETTING_GO = Duration.ofSeconds(1);

  private final HookReceiver receiver;
  private final int capacity;
  private final Thread thread;

  /** Guarded by this, as is all below. */
  private final Deque<Item> waiting = new ArrayDeque<>();

  private long offered;
  private long delivered;
  private long dropped;
  private boolean ended;
  private boolean finished;
  private Optional<String> failure = Optional.empty();
  private Optional<String> ending = Optional.empty();

  /**
   * A queue whose thread does not run yet.
   *
   * @param capacity lines that wait at most
   */
  HookQueue(HookReceiver receiver, int capacity) {
    this.receiver = receiver;
    this.capacity = capacity;
    this.thread = new Thread(this::run, "hook");
    thread.setDaemon(true);
  }

  private record Item(String line, long number) {}

  /**
   * What became of all lines.
   *
   * @param offered all of them
   * @param delivered those that the receiver has taken
   * @param dropped those for which there was no place
   * @param failure why the last of the others did not arrive
   * @param ending what went wrong after the last line
   */
  record Counts(
      long offered,
      long delivered,
      long dropped,
      Optional<String> failure,
      Optional<String> ending) {
    /** Those that were tried in vain, or were not tried any more. */
    long failed() {
      return offered - delivered - dropped;
    }

    boolean complete() {
      return delivered == offered && ending.isEmpty();
    }
  }

  String receiver() {
    return receiver.name();
  }

  void start() {
    thread.start();
  }

  /** Takes a line, or counts it as dropped. */
  synchronized void offer(String line) {
    offered++;
    if (ended || waiting.size() >= capacity) {
      dropped++;
      return;
    }
    waiting.addLast(new Item(line, offered));
    notifyAll();
  }

  /** No line follows: waits for what is left, but no longer than that. */
  Counts finish(Duration patience) throws InterruptedException {
    end();
    await(patience);
    if (!isFinished()) {
      receiver.abandon();
      thread.interrupt();
      await(LETTING_GO);
    }
    return counts();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized void await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); !finished && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }

  private synchronized boolean isFinished() {
    return finished;
  }

  synchronized Counts counts() {
    return new Counts(offered, delivered, dropped, failure, ending);
  }

  private void run() {
    try {
      for (var item = next(); item.isPresent(); item = next()) {
        deliver(item.get());
      }
      receiver.end();
    } catch (IOException e) {
      endedBy(e.getMessage());
    } catch (InterruptedException e) {
      endedBy("it did not end in time");
    } finally {
      finish();
    }
  }

  private void deliver(Item item) throws InterruptedException {
    try {
      receiver.deliver(item.line(), item.number());
      arrived();
    } catch (IOException e) {
      failed(e.getMessage());
    }
  }

  private synchronized Optional<Item> next() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    return Optional.ofNullable(waiting.pollFirst());
  }

  private synchronized void arrived() {
    delivered++;
  }

  private synchronized void failed(String why) {
    failure = Optional.of(why);
  }

  private synchronized void endedBy(String why) {
    ending = Optional.of(why);
  }

  private synchronized void finish() {
    finished = true;
    notifyAll();
  }
}
