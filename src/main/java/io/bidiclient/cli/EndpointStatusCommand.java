package io.bidiclient.cli;

import io.bidiclient.cli.option.StackOptions;
import io.bidiclient.endpoint.EndpointStack;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackState;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.terminal.ProcessContext;
import java.math.BigDecimal;
import java.time.Instant;
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
    description = "Shows the stack that hosts the model.")
final class EndpointStatusCommand implements Callable<Integer> {
  private final ProcessContext surroundings;

  @Mixin private StackOptions where;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  @Option(
      names = "--price",
      paramLabel = "AMOUNT",
      description = "Price of an instance an hour, to work out the cost.")
  private Optional<BigDecimal> price;

  EndpointStatusCommand(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandException {
    try (EndpointStack stack = where.open()) {
      Optional<StackState> state = stack.state();
      if (state.isEmpty()) {
        throw new CommandException(
            new Problem(
                ExitCode.ENDPOINT,
                "there is no stack " + where.stack,
                "make it with `endpoint deploy --image URI`, or check --region"));
      }
      StackReport report = new StackReport(where.stack, state.get(), price, Instant.now());
      surroundings.terminal().print(json ? report.json() : report.table());
      return ExitCode.OK.code();
    } catch (StackException e) {
      throw StackTalk.failure(e);
    }
  }
}
