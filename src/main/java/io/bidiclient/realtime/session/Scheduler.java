package io.bidiclient.realtime.session;

import java.time.Instant;
import java.util.Optional;

/**
 * The clocks of a run and the queue of its thread: the only way in which time passes, and other
 * threads reach in, below {@code Transcription}. A simulator implements it with virtual time and no
 * thread at all.
 */
public interface Scheduler {
  /** Nanoseconds on a clock that never goes back; its zero means nothing. */
  long nanoTime();

  /** The time of day, which credentials expire by. It may jump. */
  Instant instant();

  /** Queues a task for the run's thread; order is kept. For any thread. */
  void post(Runnable task);

  /**
   * Waits for the next task. Called by the run's thread only, where it has one of its own.
   *
   * @param until on the clock of {@link #nanoTime}; {@link Long#MAX_VALUE} to wait without end
   * @return empty when the time has come first
   */
  Optional<Runnable> next(long until) throws InterruptedException;
}
