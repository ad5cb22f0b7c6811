package io.bidiclient.cli;

import io.bidiclient.terminal.Terminal;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/**
 * Runs the command that was parsed, and says before it which variables of the environment were
 * meant to set something and do not. A class and no lambda, for the sake of class-data archives.
 *
 * @param defaults knows the variables
 * @param terminal takes the warnings
 * @param all makes the program with all of its commands, which takes a while
 */
record VariableCheck(EnvironmentDefaults defaults, Terminal terminal, Supplier<CommandLine> all)
    implements IExecutionStrategy {
  @Override
  public int execute(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine made = parsed.commandSpec().commandLine();
    if (!last.hasMatchedOption("--quiet") && !defaults.unknown(made).isEmpty()) {
      defaults.unknown(all.get()).forEach(terminal::say);
    }
    return new CommandLine.RunLast().execute(parsed);
  }
}
