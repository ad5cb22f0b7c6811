package io.bidiclient.cli;

import io.bidiclient.cli.option.StackOptions;
import io.bidiclient.endpoint.job.StackReport;
import io.bidiclient.endpoint.job.StackSight;
import io.bidiclient.endpoint.job.StackTimer;
import io.bidiclient.problem.CommandException;
import io.bidiclient.terminal.ProcessContext;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the stack as it is. */
@Command(
    name = "status",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    description = "Shows the stack that hosts the model, and what it costs.",
    footer = {"", "Examples:", "  bidi-client endpoint status --region us-east-1 --price 1.32"})
final class EndpointStatusCommand implements Callable<Integer> {
  private final ProcessContext context;
  private final StackRun run;

  @Mixin private StackOptions where;

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  @Option(
      names = "--price",
      paramLabel = "AMOUNT",
      description = "Price of one instance per hour, to show the cost.")
  private Optional<BigDecimal> price;

  EndpointStatusCommand(ProcessContext context, StackTimer timer) {
    this.context = context;
    this.run = new StackRun(context, timer);
  }

  @Override
  public Integer call() throws CommandException {
    return run.run(
        where,
        tools -> {
          StackReport report = new StackReport(StackSight.look(tools, price));
          context.terminal().print(json ? report.json() : report.table());
        });
  }
}
