package io.bidiclient.cli.reference;

import io.bidiclient.cli.help.PrintCommand;
import io.bidiclient.terminal.Terminal;
import picocli.CommandLine.Command;

/** Prints the manual page. */
@Command(
    name = "generate-manual",
    hidden = true,
    header = "Prints the manual page, for man(1).",
    description = "Prints the manual page: bidi-client generate-manual | man -l -",
    footerHeading = "%nExamples:%n",
    footer = "  bidi-client generate-manual")
public final class GenerateManualCommand extends PrintCommand {
  /** Prints to the terminal's standard output. */
  public GenerateManualCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  protected String text() {
    return ManualPage.of(program());
  }
}
