package io.bidiclient.cli;

import io.bidiclient.cli.help.GroupedHelp;
import io.bidiclient.cli.help.MistypedCommand;
import io.bidiclient.cli.help.UsageHint;
import io.bidiclient.cli.value.ValueReaders;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Parses arguments, runs the command that they name, and turns its end into an exit code. */
final class CommandLineProgram {
  private static final int WIDTH = 80;

  private CommandLineProgram() {}

  /** Runs to the end; never exits the process. */
  static int run(String[] args, ProcessContext surroundings) {
    List<String> wanted = Subcommands.wanted(args);
    CommandLine program = commandLine(surroundings, wanted);
    if (!wanted.equals(Subcommands.NAMES)) {
      // What is wrong is told with all commands in view.
      program.setParameterExceptionHandler(
          (e, arguments) -> commandLine(surroundings).execute(args));
    }
    return program.execute(args);
  }

  /** All commands, ready to parse. */
  static CommandLine commandLine(ProcessContext surroundings) {
    return commandLine(surroundings, Subcommands.NAMES);
  }

  private static CommandLine commandLine(ProcessContext surroundings, List<String> names) {
    Terminal terminal = surroundings.terminal();
    EnvironmentDefaults defaults = new EnvironmentDefaults(surroundings.environment());
    return ValueReaders.register(commands(surroundings, names))
        .setDefaultValueProvider(defaults)
        .setExecutionStrategy(
            new VariableCheck(defaults, terminal, () -> commandLine(surroundings)))
        .setHelpFactory(GroupedHelp::new)
        .setExpandAtFiles(false)
        .setUsageHelpWidth(WIDTH)
        .setUsageHelpLongOptionsMaxWidth(30)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(terminal.out(), true))
        .setErr(terminal.err())
        .setParameterExceptionHandler((e, arguments) -> usage(e, arguments, defaults, terminal))
        .setExecutionExceptionHandler((e, command, parsed) -> failure(e, terminal));
  }

  private static CommandLine commands(ProcessContext surroundings, List<String> names) {
    CommandLine program = new CommandLine(new TranscribeCommand(surroundings));
    names.forEach(name -> program.addSubcommand(Subcommands.create(name, surroundings)));
    return program;
  }

  private static int usage(
      ParameterException e, String[] arguments, EnvironmentDefaults defaults, Terminal terminal) {
    CommandLine command = e.getCommandLine();
    Problem problem =
        Arrays.stream(arguments)
            .findFirst()
            .filter(first -> command.getParent() == null && !first.startsWith("-"))
            .flatMap(first -> MistypedCommand.problem(first, Subcommands.NAMES))
            .orElseGet(() -> UsageHint.problem(e));
    String message = defaults.withVariables(problem.message(), command.getCommandSpec(), arguments);
    terminal.tell(new Problem(problem.code(), message, problem.hint()));
    return ExitCode.USAGE.code();
  }

  private static int failure(Exception e, Terminal terminal) {
    if (e instanceof CommandException told) {
      terminal.tell(told.problem());
      return told.problem().code().code();
    }
    terminal.tell(Problem.bug(e));
    terminal.trace(e);
    return ExitCode.INTERNAL.code();
  }
}
