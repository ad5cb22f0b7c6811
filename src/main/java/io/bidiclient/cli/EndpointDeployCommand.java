package io.bidiclient.cli;

import io.bidiclient.cli.option.DeployOptions;
import io.bidiclient.cli.option.StackOptions;
import io.bidiclient.endpoint.EndpointStack;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackPlan;
import io.bidiclient.endpoint.StackState;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.ProcessContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the stack, or brings it to what is asked for. */
@Command(
    name = "deploy",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    description = {
      "Makes or updates the stack that hosts the model. What would change is shown",
      "and asked about before anything is done. Instances cost money while they stand."
    })
final class EndpointDeployCommand implements Callable<Integer> {
  private final ProcessContext surroundings;

  @Mixin private StackOptions where;
  @Mixin private DeployOptions what;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  EndpointDeployCommand(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandException, InterruptedException {
    StackTalk talk = new StackTalk(surroundings);
    try (EndpointStack stack = where.open()) {
      StackPlan plan = stack.plan(what.parameters());
      if (plan.changes().isEmpty()) {
        talk.say("the stack " + where.stack + " is as wanted: nothing to do");
        return ExitCode.OK.code();
      }
      String kind = plan.creates() ? "new stack " : "change of the stack ";
      talk.say(kind + where.stack + ":");
      talk.show(plan);
      if (!agreed(stack, plan, talk)) {
        talk.say("nothing was changed");
        return ExitCode.OK.code();
      }
      stack.run(plan, talk::step);
      StackState made = stack.state().orElseThrow();
      talk.say("ready after " + talk.time() + "; try: " + client(made));
      return ExitCode.OK.code();
    } catch (StackException e) {
      throw StackTalk.failure(e);
    }
  }

  private boolean agreed(EndpointStack stack, StackPlan plan, StackTalk talk)
      throws CommandException, StackException {
    boolean agreed = false;
    try {
      agreed = yes || talk.agreed("run it?");
      return agreed;
    } finally {
      if (!agreed) {
        stack.discard(plan);
      }
    }
  }

  private static String client(StackState state) {
    String region = state.id().split(":", 5)[3];
    String endpoint = state.endpointName();
    String named = endpoint.equals("voxtral-realtime") ? "" : " --endpoint " + endpoint;
    return "bidi-client audio.wav --region " + region + named;
  }
}
