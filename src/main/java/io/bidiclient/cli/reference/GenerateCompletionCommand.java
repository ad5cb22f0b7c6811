package io.bidiclient.cli.reference;

import io.bidiclient.cli.help.PrintCommand;
import io.bidiclient.cli.value.EnumReader;
import io.bidiclient.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the completion script of a shell. */
@Command(
    name = "generate-completion",
    hidden = true,
    header = "Prints a script that completes commands, options and values in a shell.",
    description = {
      "Prints a script that completes commands, options and values in a shell.",
      "For bash: source <(bidi-client generate-completion bash)"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bidi-client generate-completion zsh", "  bidi-client generate-completion fish"})
public final class GenerateCompletionCommand extends PrintCommand {
  /** The shells as they are typed. */
  static final class Shells extends EnumReader<Shell> {
    Shells() {
      super(Shell.class);
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      converter = Shells.class,
      description = "One of bash zsh fish.")
  private Shell shell;

  /** Prints to the terminal's standard output. */
  public GenerateCompletionCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  protected String text() {
    return shell.script(CommandEntry.all(program()));
  }
}
