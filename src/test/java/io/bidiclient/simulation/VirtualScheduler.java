package io.bidiclient.simulation;

import io.bidiclient.realtime.session.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * Virtual time for a run: where the run would wait, the next thing in the world happens instead.
 * Owned by the one thread of the simulation.
 */
final class VirtualScheduler implements Scheduler {
  /** Tasks that may wait for the run: what a feed and a few connections may hold. */
  private static final int MOST_WAITING = 3_000;

  /** Turns of the run in which no time passes, after which it is taken to be going in circles. */
  private static final int MOST_TURNS = 20_000;

  /** The run cannot go on, or must not. */
  static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stuck(String message) {
      super(message);
    }
  }

  /** The process that the run belongs to is killed. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed");
    }
  }

  private final VirtualClock clock;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private Duration limit = Duration.ofDays(1);
  private long turnsLeft = Long.MAX_VALUE;
  private Duration stepped = Duration.ZERO;
  private long lastTurn;
  private int turns;
  private boolean killed;

  VirtualScheduler(VirtualClock clock) {
    this.clock = clock;
  }

  /** Sets how long the run may take, and how many turns. */
  void limit(Duration longest, long mostTurns) {
    limit = longest;
    turnsLeft = mostTurns;
  }

  /** Sets the time of day forward or back. */
  void step(Duration by) {
    stepped = stepped.plus(by);
  }

  /** Ends the run where it next waits; nothing is done for it any more. */
  void kill() {
    killed = true;
  }

  @Override
  public long nanoTime() {
    return clock.now();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(clock.now()).plus(stepped);
  }

  @Override
  public void post(Runnable task) {
    if (killed) {
      return;
    }
    tasks.add(task);
    if (tasks.size() > MOST_WAITING) {
      throw new Stuck("memory: " + tasks.size() + " tasks wait for the run");
    }
  }

  @Override
  public Optional<Runnable> next(long until) {
    if (killed) {
      throw new Killed();
    }
    turns = lastTurn == clock.now() ? turns + 1 : 0;
    lastTurn = clock.now();
    if (turns > MOST_TURNS) {
      throw new Stuck("hang: it goes in circles at " + Duration.ofNanos(clock.now()));
    }
    if (--turnsLeft < 0) {
      throw new Stuck("hang: it works without end, at " + Duration.ofNanos(clock.now()));
    }
    while (tasks.isEmpty()) {
      if (killed) {
        throw new Killed();
      }
      OptionalLong event = clock.next();
      if (event.isEmpty() && until == Long.MAX_VALUE) {
        throw new Stuck("hang: nothing will ever happen any more");
      }
      if (clock.now() > limit.toNanos()) {
        throw new Stuck("hang: still running after " + Duration.ofNanos(clock.now()));
      }
      if (event.orElse(Long.MAX_VALUE) > until) {
        clock.advanceTo(until);
        return Optional.empty();
      }
      clock.runNext();
    }
    return Optional.of(tasks.remove());
  }
}
