package io.bidiclient.cli;

import io.bidiclient.cli.option.StackOptions;
import io.bidiclient.endpoint.job.StackRemoval;
import io.bidiclient.endpoint.job.StackTimer;
import io.bidiclient.problem.CommandException;
import io.bidiclient.terminal.ProcessContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes the stack and says what is left. */
@Command(
    name = "delete",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    description = {
      "Deletes the stack and its endpoint, waits until they are gone, and says what is left."
    },
    footer = {"", "Examples:", "  bidi-client endpoint delete --region us-east-1 --yes"})
final class EndpointDeleteCommand implements Callable<Integer> {
  private final StackRun run;

  @Mixin private StackOptions where;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  EndpointDeleteCommand(ProcessContext context, StackTimer timer) {
    this.run = new StackRun(context, timer);
  }

  @Override
  public Integer call() throws CommandException {
    return run.run(where, tools -> new StackRemoval(tools).delete(yes));
  }
}
