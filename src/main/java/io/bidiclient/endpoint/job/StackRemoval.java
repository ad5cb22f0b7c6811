package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.EventTrail;
import io.bidiclient.endpoint.HostedEndpoint;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.endpoint.StackState;
import io.bidiclient.endpoint.StackStatus;
import io.bidiclient.endpoint.StackStatus.Removal;
import io.bidiclient.endpoint.job.StackWatch.Ending;
import java.util.Optional;

/** Deletes the stack and says what is left. For one deletion, by one thread. */
public final class StackRemoval {
  private final StackTools tools;
  private final StackConsole console;

  /** A deletion that has not begun. */
  public StackRemoval(StackTools tools) {
    this.tools = tools;
    this.console = tools.console();
  }

  /**
   * Asks, deletes, and waits for the end; a deletion that goes on already is only watched.
   *
   * @param yes whether nobody is to be asked
   * @throws StackException where it was refused, failed, or was lost sight of; its message says
   *     what may still cost money
   * @throws InterruptedException where a signal ended it; all is said then
   */
  public void delete(boolean yes) throws StackException, InterruptedException {
    tools.departure().becomes(() -> console.say("nothing was changed"));
    Optional<StackState> found =
        tools.client().state().filter(now -> now.status().removal() != Removal.NONE);
    if (found.isEmpty()) {
      throw MissingStack.of(tools.client().asked());
    }
    StackState state = found.get();
    InstanceBill bill = InstanceBill.of(state, Optional.empty());
    if (state.status().removal() == Removal.WAIT) {
      throw StackRefusal.busy(state);
    }
    if (state.status().removal() == Removal.FOLLOW) {
      console.say("the stack " + state.place() + " is being deleted already");
      EventTrail trail = tools.client().trail(state.id());
      trail.next();
      follow(state, bill, trail);
      return;
    }
    if (!yes && !console.agreed(question(state, bill))) {
      console.say("nothing was changed");
      return;
    }
    refuseIfChanged(state);
    EventTrail trail = tools.client().trail(state.id());
    trail.next();
    tools.departure().becomes(() -> sayGoesOn(state, bill));
    start(state);
    follow(state, bill, trail);
  }

  private static String question(StackState state, InstanceBill bill) {
    String what =
        switch (state.status().bill()) {
          case YES -> " with the endpoint " + state.endpointName() + " (" + bill.instances() + ")";
          case MAYBE -> " (" + state.words() + ") with what is left of it";
          case NO -> " (" + state.words() + "), which holds nothing";
        };
    return "delete the stack " + state.place() + what + "?";
  }

  /** Somebody may have made something of it while the question stood. */
  private void refuseIfChanged(StackState agreed) throws StackException {
    Optional<StackState> now = tools.client().state(agreed.id());
    if (now.filter(state -> state.unchangedSince(agreed)).isEmpty()) {
      throw new StackException(
          Category.STACK,
          "somebody else was faster: the stack "
              + agreed.place()
              + now.map(state -> " is " + state.words() + " now").orElse(" is gone")
              + "; nothing was changed",
          "run `" + agreed.place().command("status") + "`");
    }
  }

  private void start(StackState state) throws StackException {
    try {
      tools.client().delete(state.id());
    } catch (StackException e) {
      if (!deleting(state)) {
        throw new StackException(
            e.category(),
            e.getMessage() + "; nothing was changed, and what it holds is billed as before",
            e.hint(),
            e);
      }
    }
  }

  /** Whether a request whose answer was lost arrived. */
  private boolean deleting(StackState state) throws StackException {
    StackStatus now =
        tools
            .client()
            .state(state.id())
            .map(StackState::status)
            .orElse(StackStatus.DELETE_COMPLETE);
    return now == StackStatus.DELETE_IN_PROGRESS || now == StackStatus.DELETE_COMPLETE;
  }

  private void follow(StackState state, InstanceBill bill, EventTrail trail)
      throws StackException, InterruptedException {
    tools.departure().becomes(() -> sayGoesOn(state, bill));
    StackWatch watch = tools.watch();
    Ending ending;
    try {
      ending = watch.follow(state.id(), trail, "DELETE_COMPLETE", Optional.of(state));
    } catch (StackException e) {
      throw new StackException(
          e.category(),
          "lost sight of the stack "
              + state.place()
              + ", whose deletion goes on; until it is done "
              + bill.instances()
              + " may be billed: "
              + e.getMessage(),
          "see it with `" + state.place().command("status") + "`",
          e);
    }
    if (ending.state().status() != StackStatus.DELETE_COMPLETE) {
      throw StackRefusal.notDeleted(ending, bill, endpoint(state));
    }
    console.say(
        "deleted the stack "
            + state.place()
            + " after "
            + watch.elapsed()
            + ", nothing of it is billed; left, and yours to delete:");
    sayWhatIsLeft(state);
  }

  /** The endpoint's status; empty where there is none. */
  private Optional<String> endpoint(StackState state) {
    try {
      return tools.probe().look(state.endpointName()).map(HostedEndpoint::status);
    } catch (StackException e) {
      // Whoever deletes need not have the right to see it; then the worst is assumed.
      return Optional.of("in an unknown state");
    }
  }

  private void sayGoesOn(StackState state, InstanceBill bill) {
    console.say(
        "stopped watching: the deletion of "
            + state.place()
            + " goes on; until it is done "
            + bill.instances()
            + " may be billed");
    console.add("  see it: " + state.place().command("status"));
  }

  private void sayWhatIsLeft(StackState state) {
    console.add("  the log group /aws/sagemaker/Endpoints/" + state.endpointName());
    String image = state.parameters().getOrDefault("ImageUri", "");
    if (!image.isEmpty()) {
      console.add("  the image " + image);
    }
    String bucket = state.parameters().getOrDefault("ModelBucket", "");
    if (!bucket.isEmpty()) {
      console.add(
          "  the model s3://" + bucket + "/" + state.parameters().getOrDefault("ModelPrefix", ""));
    }
  }
}
