package io.bidiclient.cli.help;

import io.bidiclient.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code version}: what {@code --version} prints. */
@Command(
    name = "version",
    description = "Prints the version.",
    footer = {"", "Examples:", "  bidi-client version"})
public final class VersionCommand extends PrintCommand {
  /** Prints to the terminal's standard output. */
  public VersionCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  protected String text() {
    return String.join("\n", program().version()) + "\n";
  }
}
