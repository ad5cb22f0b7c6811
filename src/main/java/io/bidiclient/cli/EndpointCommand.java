package io.bidiclient.cli;

import io.bidiclient.endpoint.job.StackTimer;
import io.bidiclient.endpoint.job.WallTimer;
import io.bidiclient.terminal.ProcessContext;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The stack that hosts the model; its subcommands do the work. */
@Command(
    name = "endpoint",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    synopsisSubcommandLabel = "deploy|status|delete",
    descriptionHeading = "%n",
    commandListHeading = "%nCommands:%n",
    description = {"Deploys, shows and deletes the CloudFormation stack that hosts the model."},
    footer = {
      "",
      "Examples:",
      "  bidi-client endpoint deploy --image URI --region us-east-1 --for 4h",
      "  bidi-client endpoint status --region us-east-1",
      "  bidi-client endpoint delete --region us-east-1"
    })
final class EndpointCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** The command with its subcommands. */
  static CommandLine of(ProcessContext context) {
    return of(context, new WallTimer());
  }

  /** The same in another time. */
  static CommandLine of(ProcessContext context, StackTimer timer) {
    return new CommandLine(new EndpointCommand())
        .addSubcommand(new EndpointDeployCommand(context, timer))
        .addSubcommand(new EndpointStatusCommand(context, timer))
        .addSubcommand(new EndpointDeleteCommand(context, timer));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "endpoint needs deploy, status or delete");
  }
}
