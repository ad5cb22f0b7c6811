package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.EventTrail;
import io.bidiclient.endpoint.StackChange;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackPlan;
import io.bidiclient.endpoint.StackState;
import io.bidiclient.endpoint.StackStatus;
import io.bidiclient.endpoint.job.StackWatch.Ending;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the stack, or brings it to what is asked for. For one deployment, by one thread. */
public final class StackDeployer {
  private static final Map<String, String> UNSCALED = Map.of("Scaling", "off");

  private final StackTools tools;
  private final StackConsole console;
  private final Planning planning;
  private StackWatch watch;

  /** A deployment that has not begun. */
  public StackDeployer(StackTools tools) {
    this.tools = tools;
    this.console = tools.console();
    this.planning = new Planning(tools);
    this.watch = tools.watch();
  }

  /**
   * Shows what would be done and what it costs, asks, does it, and waits for the end.
   *
   * @throws StackException where it was refused, failed, or was lost sight of; its message says
   *     what may still cost money
   * @throws InterruptedException where a signal ended it; all is said then
   */
  public void deploy(DeploySettings settings) throws StackException, InterruptedException {
    tools
        .departure()
        .becomesBeforeTidying(() -> console.say("stopped before anything was changed"));
    Optional<StackState> before =
        tools.client().state().filter(now -> now.status().change() != StackStatus.Change.CREATE);
    Optional<StackException> refusal = before.flatMap(StackRefusal::change);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    Map<String, String> asked = settings.checked(before, tools.timer().now());
    InstanceBill bill = InstanceBill.of(DeploySettings.whole(asked, before), settings.price());
    StackPlan plan = planning.plan(asked, settings.tags(), before);
    if (plan.changes().isEmpty()) {
      sayAsWanted(plan, asked);
      return;
    }
    boolean locked = scalingLocks(asked, before);
    show(plan, bill, asked, locked);
    if (!agreed(settings, plan)) {
      planning.drop(plan);
      console.say("nothing was changed");
      return;
    }
    watch = tools.watch();
    StackState made = locked ? inTwoUpdates(plan, asked, settings, bill) : run(plan, bill, "");
    sayReady(made);
  }

  /** AWS refuses another instance type while the endpoint's variant is a scaling target. */
  private static boolean scalingLocks(Map<String, String> asked, Optional<StackState> before) {
    return before
        .map(StackState::parameters)
        .filter(kept -> !kept.getOrDefault("Scaling", "on").equals("off"))
        .filter(kept -> asked.containsKey("InstanceType"))
        .filter(kept -> !asked.get("InstanceType").equals(kept.get("InstanceType")))
        .isPresent();
  }

  private void show(StackPlan plan, InstanceBill bill, Map<String, String> asked, boolean locked) {
    console.say((plan.creates() ? "new stack " : "change of the stack ") + plan.place() + ":");
    for (StackChange change : plan.changes()) {
      console.add(
          String.format(
              "  %-8s%-20s%s%s",
              change.action().toLowerCase(Locale.ROOT),
              change.resource(),
              change.type(),
              change.replaced() ? "  (replaced)" : ""));
    }
    if (locked) {
      console.add(
          "  in two updates: AWS takes no other instance type while the endpoint scales, so scaling"
              + " is taken off first and put back with the change");
    }
    console.say(
        "it runs "
            + bill.instances()
            + ", billed until the stack is deleted, used or not"
            + bill.rates().map(rates -> ": " + rates).orElse(" (see --price)"));
    Optional.ofNullable(asked.get("DeleteAt"))
        .filter(end -> !end.isEmpty())
        .ifPresent(end -> console.add("  it deletes itself at " + end + "Z"));
  }

  private boolean agreed(DeploySettings settings, StackPlan plan)
      throws StackException, InterruptedException {
    if (settings.agreed()) {
      return true;
    }
    tools
        .departure()
        .becomes(
            () -> {
              planning.drop(plan);
              console.say("nothing was changed");
            });
    boolean agreed = false;
    try {
      agreed = console.agreed("run it in " + plan.place().region() + "?");
    } catch (StackException e) {
      tools.departure().becomes(() -> {});
      planning.drop(plan);
      throw e;
    }
    tools.departure().becomes(() -> {});
    return agreed;
  }

  private StackState inTwoUpdates(
      StackPlan shown, Map<String, String> asked, DeploySettings settings, InstanceBill bill)
      throws StackException, InterruptedException {
    planning.drop(shown);
    StackState before = planning.unchanged(shown);
    StackPlan off = planning.plan(UNSCALED, Map.of(), Optional.of(before));
    String unscaled =
        "; scaling is off: put it on with `"
            + shown.place().command("deploy")
            + " --parameter Scaling=on`";
    StackState between = off.changes().isEmpty() ? before : run(off, bill, unscaled);
    Map<String, String> all = new HashMap<>(asked);
    all.putIfAbsent("Scaling", "on");
    try {
      StackPlan change = planning.plan(all, settings.tags(), Optional.of(between));
      return run(change, bill, unscaled);
    } catch (StackException e) {
      throw e.getMessage().contains(unscaled)
          ? e
          : new StackException(e.category(), e.getMessage() + unscaled, e.hint(), e);
    }
  }

  /** Runs a plan to its end. */
  private StackState run(StackPlan plan, InstanceBill bill, String more)
      throws StackException, InterruptedException {
    planning.refuseIfOvertaken(plan);
    String goesOn = " goes on, and " + bill.instances() + " are billed until it is deleted" + more;
    tools
        .departure()
        .becomes(
            () -> {
              console.say("stopped watching: the work on " + plan.place() + goesOn);
              console.add("  see it: " + plan.place().command("status"));
              console.add("  end it: " + plan.place().command("delete"));
            });
    EventTrail trail = tools.client().trail(plan.stackId());
    trail.next();
    planning.start(plan);
    Ending ending;
    try {
      String wanted = plan.creates() ? "CREATE_COMPLETE" : "UPDATE_COMPLETE";
      ending = watch.follow(plan.stackId(), trail, wanted, plan.before());
      if (ending.state().words().equals(wanted)) {
        return ending.state();
      }
    } catch (StackException e) {
      throw new StackException(
          e.category(),
          "lost sight of the stack "
              + plan.place()
              + ", whose work"
              + goesOn
              + ": "
              + e.getMessage(),
          "see it with `"
              + plan.place().command("status")
              + "`, end it with `"
              + plan.place().command("delete")
              + "`",
          e);
    }
    throw StackRefusal.failed(ending, bill, more);
  }

  private void sayAsWanted(StackPlan plan, Map<String, String> asked) {
    console.say("the stack " + plan.place() + " is as wanted: nothing to do");
    Optional.ofNullable(asked.get("ImageUri"))
        .flatMap(ImageUri::parse)
        .filter(image -> !image.fixed())
        .ifPresent(
            image ->
                console.add(
                    "  an image that was pushed again under the same tag is not seen: give its"
                        + " digest"));
  }

  private void sayReady(StackState made) {
    String endpoint = made.endpointName();
    String named = endpoint.equals("voxtral-realtime") ? "" : " --endpoint " + endpoint;
    console.say(
        "ready after "
            + watch.elapsed()
            + "; try: bidi-client audio.wav"
            + made.place().options()
            + named);
    console.add("  it is billed until: " + made.place().command("delete"));
  }
}
