package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.StackEvent;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.endpoint.StackPlace;
import io.bidiclient.endpoint.StackState;
import io.bidiclient.endpoint.StackStatus.Bill;
import io.bidiclient.endpoint.job.StackWatch.Ending;
import java.util.Optional;

/** Says why a stack cannot be worked on, or what became of work that failed. */
final class StackRefusal {
  private StackRefusal() {}

  /** Why a stack cannot be changed as it is; empty where it can. */
  static Optional<StackException> change(StackState state) {
    String status = state.words() + because(state.reason());
    String delete = "run `" + state.place().command("delete") + "`";
    return switch (state.status().change()) {
      case CREATE, UPDATE -> Optional.empty();
      case WAIT -> Optional.of(busy(state));
      case DELETE_FIRST ->
          Optional.of(
              refused(state, "cannot be changed: " + status, delete + ", then deploy again"));
      case ROLL_BACK_FIRST ->
          Optional.of(
              refused(
                  state,
                  "cannot be changed until its failed change is taken back: " + status,
                  "run `aws cloudformation rollback-stack" + named(state.place()) + "`"));
      case CONTINUE_FIRST ->
          Optional.of(
              refused(
                  state,
                  "cannot be changed until its failed rollback is done: " + status,
                  continued(state.place())));
    };
  }

  /** What is said of a stack that something is being done to. */
  static StackException busy(StackState state) {
    return refused(
        state,
        "is busy: " + state.words(),
        "wait until `" + state.place().command("status") + "` shows it at rest");
  }

  /** What became of a deployment that did not end as planned. */
  static StackException failed(Ending ending, InstanceBill bill, String more) {
    StackState state = ending.state();
    String why = why(ending);
    String stack = "the stack " + state.place();
    if (!ending.begun()) {
      return neverBegun(state);
    }
    return switch (state.status()) {
      case DELETE_COMPLETE, ROLLBACK_COMPLETE ->
          new StackException(
              Category.STACK,
              stack + " could not be made and was taken away, nothing is billed: " + why,
              hint(state, why, "read the log group " + logGroup(state)));
      case UPDATE_ROLLBACK_COMPLETE ->
          new StackException(
              Category.STACK,
              stack + " could not be changed and is as it was, billed as before: " + why + more,
              hint(state, why, "read the log group " + logGroup(state)));
      case UPDATE_ROLLBACK_FAILED ->
          new StackException(
              Category.STACK,
              stack
                  + " could not be changed, nor brought back, and its instances are billed: "
                  + why
                  + more,
              continued(state.place()));
      default ->
          new StackException(
              Category.STACK,
              stack + " ended as " + state.words() + ", " + left(state, bill) + ": " + why + more,
              hint(state, why, "end it with `" + state.place().command("delete") + "`"));
    };
  }

  /**
   * What became of a deletion that failed.
   *
   * @param endpoint its status; empty where it is gone
   */
  static StackException notDeleted(Ending ending, InstanceBill bill, Optional<String> endpoint) {
    StackState state = ending.state();
    if (!ending.begun()) {
      return neverBegun(state);
    }
    String left =
        endpoint
            .map(status -> "the endpoint is " + status + ", " + left(state, bill))
            .orElse("the endpoint is gone and nothing of it is billed");
    return new StackException(
        Category.STACK,
        "the stack "
            + state.place()
            + " ended as "
            + state.words()
            + ", "
            + left
            + ": "
            + why(ending),
        "fix what it names, then run `" + state.place().command("delete") + "` again");
  }

  private static StackException neverBegun(StackState state) {
    return refused(
        state,
        "is " + state.words() + " as before: CloudFormation never began",
        "run the same command again");
  }

  private static String left(StackState state, InstanceBill bill) {
    return state.status().bill() == Bill.NO
        ? "nothing is billed"
        : bill.instances() + " may still be billed";
  }

  private static String why(Ending ending) {
    return ending
        .cause()
        .map(event -> event.resource() + ": " + reason(event))
        .or(() -> ending.state().reason())
        .orElse("CloudFormation gave no reason");
  }

  private static String reason(StackEvent event) {
    return event.reason().orElse("no reason given");
  }

  private static String hint(StackState state, String why, String otherwise) {
    return why.contains("ResourceLimitExceeded") || why.contains("account-level service limit")
        ? "ask Service Quotas in "
            + state.place().region()
            + " for the instance type \"for endpoint usage\", then deploy again"
        : otherwise;
  }

  private static String continued(StackPlace place) {
    return "run `aws cloudformation continue-update-rollback"
        + named(place)
        + "`, or end it with `"
        + place.command("delete")
        + "`";
  }

  private static String named(StackPlace place) {
    return " --stack-name " + place.name() + place.options();
  }

  private static String logGroup(StackState state) {
    return "/aws/sagemaker/Endpoints/" + state.endpointName();
  }

  private static String because(Optional<String> reason) {
    return reason.map(why -> ": " + why).orElse("");
  }

  private static StackException refused(StackState state, String what, String hint) {
    String billed =
        switch (state.status().bill()) {
          case YES -> "; its instances are billed";
          case MAYBE -> "; instances of it may be billed";
          case NO -> "; nothing is billed";
        };
    return new StackException(
        Category.STACK, "the stack " + state.place() + " " + what + billed, hint);
  }
}
