package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.endpoint.StackPlan;
import io.bidiclient.endpoint.StackState;
import io.bidiclient.endpoint.StackStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Gets a plan worked out, started, or dropped, beside others who may do the same. */
final class Planning {
  private static final int LOOKS = 5;

  private final StackTools tools;

  Planning(StackTools tools) {
    this.tools = tools;
  }

  /** A plan with its changes; one without any is dropped already. */
  StackPlan plan(Map<String, String> asked, Map<String, String> tags, Optional<StackState> before)
      throws StackException, InterruptedException {
    StackPlan begun = tools.client().plan(asked, tags, before);
    try {
      Optional<StackPlan> done = tools.client().workedOut(begun);
      while (done.isEmpty()) {
        tools.timer().pause(tools.interval());
        done = tools.client().workedOut(begun);
      }
      if (done.get().changes().isEmpty()) {
        drop(begun);
      }
      return done.get();
    } catch (StackException | InterruptedException e) {
      drop(begun);
      throw e;
    }
  }

  /** Drops a plan. One that stays behind costs nothing, so that is no failure. */
  void drop(StackPlan plan) {
    try {
      tools.client().discard(plan);
    } catch (StackException e) {
      tools.console().say("a plan is left in " + plan.place() + "; it costs nothing");
      tools.console().add("  " + e.getMessage());
    }
  }

  /** The stack of a plan, if nobody did anything to it since the plan was made. */
  StackState unchanged(StackPlan plan) throws StackException {
    Optional<StackState> now = tools.client().state(plan.stackId());
    return now.filter(state -> sameAsPlanned(state, plan))
        .orElseThrow(() -> overtaken(plan, now, Optional.empty()));
  }

  /** Drops a plan that was made for another state than the stack has now, and says so. */
  void refuseIfOvertaken(StackPlan plan) throws StackException {
    try {
      unchanged(plan);
    } catch (StackException e) {
      drop(plan);
      throw e;
    }
  }

  /**
   * Starts a plan.
   *
   * @throws StackException where it was not begun, and is dropped; or where that cannot be told
   */
  void start(StackPlan plan) throws StackException, InterruptedException {
    try {
      tools.client().execute(plan);
    } catch (StackException e) {
      if (e.category() == Category.NETWORK && begunAfterAll(plan, e)) {
        return;
      }
      drop(plan);
      throw e.category() == Category.OVERTAKEN
          ? overtaken(plan, tools.client().state(plan.stackId()), Optional.of(e))
          : new StackException(e.category(), "nothing was changed: " + e.getMessage(), e.hint(), e);
    }
  }

  /** Whether a start whose answer was lost arrived. */
  private boolean begunAfterAll(StackPlan plan, StackException lost)
      throws StackException, InterruptedException {
    Duration pause = tools.interval();
    for (int look = 0; look < LOOKS; look++) {
      try {
        return tools.client().begun(plan);
      } catch (StackException e) {
        tools.timer().pause(pause);
        pause = pause.multipliedBy(2);
      }
    }
    throw new StackException(
        Category.NETWORK,
        "it is not known whether the work on " + plan.place() + " began: " + lost.getMessage(),
        "run `"
            + plan.place().command("status")
            + "` once the network is back: what was"
            + " begun is billed",
        lost);
  }

  private static boolean sameAsPlanned(StackState now, StackPlan plan) {
    return plan.before().isPresent()
        ? now.unchangedSince(plan.before().get())
        : now.status() == StackStatus.REVIEW_IN_PROGRESS;
  }

  private static StackException overtaken(
      StackPlan plan, Optional<StackState> now, Optional<StackException> cause) {
    return new StackException(
        Category.OVERTAKEN,
        "somebody else was faster: the stack "
            + plan.place()
            + now.map(state -> " is " + state.words() + " now").orElse(" is gone")
            + "; nothing was changed"
            + cause.map(e -> ": " + e.getMessage()).orElse(""),
        "run the same command again to see what it would do now",
        cause.orElse(null));
  }
}
