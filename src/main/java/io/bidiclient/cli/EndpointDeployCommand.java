package io.bidiclient.cli;

import io.bidiclient.cli.option.DeployOptions;
import io.bidiclient.cli.option.StackOptions;
import io.bidiclient.endpoint.job.DeploySettings;
import io.bidiclient.endpoint.job.StackDeployer;
import io.bidiclient.endpoint.job.StackTimer;
import io.bidiclient.problem.CommandException;
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
      "Creates or updates the stack that hosts the model.",
      "Shows the changes and their cost, and asks before it makes them."
    },
    footer = {
      "",
      "Examples:",
      "  bidi-client endpoint deploy --image URI --region us-east-1 --for 4h"
    })
final class EndpointDeployCommand implements Callable<Integer> {
  private final StackRun run;

  @Mixin private StackOptions where;
  @Mixin private DeployOptions what;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  EndpointDeployCommand(ProcessContext context, StackTimer timer) {
    this.run = new StackRun(context, timer);
  }

  @Override
  public Integer call() throws CommandException {
    DeploySettings settings = what.settings(yes);
    return run.run(where, tools -> new StackDeployer(tools).deploy(settings));
  }
}
