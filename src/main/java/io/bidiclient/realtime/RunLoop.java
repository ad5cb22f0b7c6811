package io.bidiclient.realtime;

import io.bidiclient.realtime.session.Scheduler;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One thread, and its timers, that many runs share: for runs whose audio and listeners never block
 * it. Each run's tasks come in order, and the run advances after each of them. Safe for use from
 * many threads.
 */
public final class RunLoop implements AutoCloseable {
  private final ScheduledThreadPoolExecutor thread;

  /** Starts the thread with the first task. */
  public RunLoop() {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread one = new Thread(task, "runs");
              one.setDaemon(true);
              return one;
            },
            // What comes after the end is dropped: all runs have ended by then.
            (task, closed) -> {});
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Runs a task behind those that wait. It handles what it throws. */
  public void execute(Runnable task) {
    thread.execute(task);
  }

  /** Runs a task in so many nanoseconds. It handles what it throws. */
  public void after(long nanos, Runnable task) {
    var unused = thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Starts a run, which is made on the loop's thread.
   *
   * @param run makes it on the scheduler that it is given
   * @param ended takes its result there
   * @param broke takes, in place of that, the fault of ours that ended it
   */
  public void start(
      Function<Scheduler, Transcription> run,
      Consumer<Result> ended,
      Consumer<RuntimeException> broke) {
    Place place = new Place(ended, broke);
    execute(() -> place.start(run));
  }

  /** Ends the thread, whatever waits. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** One run's tasks and its one timer. Owned by the loop's thread. */
  private final class Place implements Scheduler {
    private final Consumer<Result> ended;
    private final Consumer<RuntimeException> broke;
    private Optional<Transcription> run = Optional.empty();
    private Optional<Future<?>> timer = Optional.empty();
    private long wakes = Long.MAX_VALUE;

    Place(Consumer<Result> ended, Consumer<RuntimeException> broke) {
      this.ended = ended;
      this.broke = broke;
    }

    void start(Function<Scheduler, Transcription> make) {
      try {
        run = Optional.of(make.apply(this));
      } catch (RuntimeException e) {
        broke.accept(e);
        return;
      }
      turn(run.get()::begin);
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public Instant instant() {
      return Instant.now();
    }

    @Override
    public void post(Runnable task) {
      execute(() -> turn(task));
    }

    @Override
    public Optional<Runnable> next(long until) {
      throw new UnsupportedOperationException("a run on a loop does not wait");
    }

    private void turn(Runnable task) {
      if (run.isEmpty()) {
        return;
      }
      try {
        task.run();
        Optional<Result> result = run.get().advance();
        if (result.isPresent()) {
          end();
          ended.accept(result.get());
        } else {
          wakeAt(run.get().deadline());
        }
      } catch (RuntimeException e) {
        end();
        broke.accept(e);
      }
    }

    /**
     * Deadlines mostly move back, with every answer: a timer that is early costs less than many.
     */
    private void wakeAt(long deadline) {
      if (deadline < wakes) {
        timer.ifPresent(early -> early.cancel(false));
        wakes = deadline;
        timer =
            Optional.of(thread.schedule(this::wake, deadline - nanoTime(), TimeUnit.NANOSECONDS));
      }
    }

    private void wake() {
      wakes = Long.MAX_VALUE;
      timer = Optional.empty();
      turn(() -> {});
    }

    private void end() {
      run.ifPresent(Transcription::abort);
      run = Optional.empty();
      timer.ifPresent(wait -> wait.cancel(false));
    }
  }
}
