package io.bidiclient.cli.help;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code version}: what {@code --version} prints. */
@Command(
    name = "version",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    description = "Prints the version.",
    footer = {"", "Examples:", "  bidi-client version"})
public final class VersionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** Prints to the terminal's standard output. */
  public VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException {
    String[] lines = spec.parent().commandLine().getCommandSpec().version();
    terminal.print(String.join("\n", lines) + "\n");
    return ExitCode.OK.code();
  }
}
