package io.bidiclient.cli.help;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help COMMAND}: what {@code COMMAND --help} prints. */
@Command(
    name = "help",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    header = "Prints the help of a command.",
    description = "Prints the help of a command, or of the program.",
    footer = {"", "Examples:", "  bidi-client help live", "  bidi-client help endpoint deploy"})
public final class HelpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, such as live or endpoint deploy.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** Prints to the terminal's standard output. */
  public HelpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException {
    CommandLine command = spec.parent().commandLine();
    for (String name : names) {
      command = subcommand(command, name);
    }
    terminal.print(command.getUsageMessage());
    return ExitCode.OK.code();
  }

  private static CommandLine subcommand(CommandLine parent, String name) throws CommandException {
    CommandLine command = parent.getSubcommands().get(name);
    if (command != null) {
      return command;
    }
    Optional<String> meant = NearestWord.to(name, parent.getSubcommands().keySet());
    throw new CommandException(
        new Problem(
            ExitCode.USAGE,
            "there is no command '" + name + "'",
            meant
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("the commands: " + String.join(", ", parent.getSubcommands().keySet()))));
  }
}
