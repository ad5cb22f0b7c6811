package io.bidiclient.run.events;

import io.bidiclient.problem.Warning;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What the threads of a run's audio have to say, until the run's thread tells it. Safe for use from
 * many threads.
 */
public final class PendingWarnings implements Consumer<Warning> {
  private final Queue<Warning> waiting = new ConcurrentLinkedQueue<>();
  private volatile Runnable nudge = () -> {};

  @Override
  public void accept(Warning warning) {
    waiting.add(warning);
    nudge.run();
  }

  /** Has the task run, on the thread that says something, each time something waits. */
  public void whenWaiting(Runnable task) {
    nudge = task;
    task.run();
  }

  /** Tells all that waits, each thing once. */
  public void tell(Consumer<Warning> listener) {
    for (Warning next = waiting.poll(); next != null; next = waiting.poll()) {
      listener.accept(next);
    }
  }
}
