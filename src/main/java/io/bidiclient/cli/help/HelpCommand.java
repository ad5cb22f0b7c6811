package io.bidiclient.cli.help;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code help COMMAND}: what {@code COMMAND --help} prints. */
@Command(
    name = "help",
    header = "Prints the help of a command.",
    description = "Prints the help of a command, or of the program.",
    footer = {"", "Examples:", "  bidi-client help live", "  bidi-client help endpoint deploy"})
public final class HelpCommand extends PrintCommand {
  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, such as live or endpoint deploy.")
  private List<String> names = new ArrayList<>();

  /** Prints to the terminal's standard output. */
  public HelpCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  protected String text() throws CommandException {
    CommandLine command = program().commandLine();
    for (String name : names) {
      command = subcommand(command, name);
    }
    return command.getUsageMessage();
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
