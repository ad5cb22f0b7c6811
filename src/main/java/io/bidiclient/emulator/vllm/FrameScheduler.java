package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.config.Capacity;
import io.bidiclient.emulator.model.ServerFrameClock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shares an accelerator of limited capacity between sequences, as vLLM's continuous batching does:
 * a frame that is due waits in one queue, first come first served, and the accelerator begins N
 * frames in every 80 ms. Up to N sequences keep up with real time; with more, the queue grows, each
 * gets N frames of all that are due, and all fall behind together. Safe for use from many threads.
 */
final class FrameScheduler {
  private final long interval;
  private final long frameTime;
  private final LongSupplier nanoTime;
  private final Timer timer;
  private long nextStart;

  /**
   * A scheduler that has nothing to do.
   *
   * @param nanoTime the timer's clock, in nanoseconds
   */
  FrameScheduler(Capacity capacity, LongSupplier nanoTime, Timer timer) {
    this.interval = ServerFrameClock.LENGTH.toNanos() / capacity.sequences();
    this.frameTime = capacity.frameTime().toNanos();
    this.nanoTime = nanoTime;
    this.timer = timer;
    this.nextStart = nanoTime.getAsLong();
  }

  /** Runs something later, on any thread. */
  interface Timer {
    void after(Duration delay, Runnable action);
  }

  /** A place for a sequence, from which it asks for one frame after another. */
  final class Seat {
    private final Runnable ready;
    private boolean asked;
    private boolean granted;

    private Seat(Runnable ready) {
      this.ready = ready;
    }

    /**
     * Whether the frame that is due is there; taken with the answer. Where it is not it is asked
     * for, and the sequence is told when it is.
     */
    boolean take() {
      synchronized (FrameScheduler.this) {
        if (granted) {
          granted = false;
          asked = false;
          return true;
        }
        if (!asked) {
          asked = true;
          timer.after(Duration.ofNanos(begin()), this::grant);
        }
        return false;
      }
    }

    private void grant() {
      synchronized (FrameScheduler.this) {
        granted = true;
      }
      ready.run();
    }
  }

  /**
   * A place for one more sequence.
   *
   * @param ready called, on the timer's thread, when a frame that was asked for is there
   */
  Seat join(Runnable ready) {
    return new Seat(ready);
  }

  /** Begins a frame at the next free moment; nanoseconds until it is there. */
  private long begin() {
    long now = nanoTime.getAsLong();
    long start = Math.max(now, nextStart);
    nextStart = start + interval;
    return start - now + frameTime;
  }
}
