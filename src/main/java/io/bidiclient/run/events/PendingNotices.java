package io.bidiclient.run.events;

import io.bidiclient.audio.AudioNotice;
import io.bidiclient.realtime.session.Warning;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What the threads of a run's audio have to say, until the run's thread tells it. Safe for use from
 * many threads.
 */
public final class PendingNotices implements Consumer<AudioNotice> {
  private final Queue<AudioNotice> waiting = new ConcurrentLinkedQueue<>();
  private volatile Runnable nudge = () -> {};

  @Override
  public void accept(AudioNotice notice) {
    waiting.add(notice);
    nudge.run();
  }

  /** Has the task run, on the thread that says something, each time something waits. */
  public void whenWaiting(Runnable task) {
    nudge = task;
    task.run();
  }

  /** Tells all that waits, each thing once. */
  public void tell(Consumer<Warning> listener) {
    for (AudioNotice next = waiting.poll(); next != null; next = waiting.poll()) {
      listener.accept(new Warning(next.code(), next.message()));
    }
  }
}
