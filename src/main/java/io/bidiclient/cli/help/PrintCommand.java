package io.bidiclient.cli.help;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that prints a text about the program to standard output and does nothing else. */
@Command(
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n")
public abstract class PrintCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** Prints to the terminal's standard output. */
  protected PrintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The text, with the end of its last line. */
  protected abstract String text() throws CommandException;

  /** The program that this is a command of. */
  protected final CommandSpec program() {
    return spec.root();
  }

  @Override
  public final Integer call() throws CommandException {
    terminal.print(text());
    return ExitCode.OK.code();
  }
}
