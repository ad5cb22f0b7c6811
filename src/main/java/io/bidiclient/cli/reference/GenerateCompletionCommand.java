package io.bidiclient.cli.reference;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.ProcessContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the completion script of a shell. */
@Command(
    name = "generate-completion",
    sortOptions = false,
    hidden = true,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    header = "Prints a script that completes commands, options and values in a shell.",
    description = {
      "Prints a script that completes commands, options and values in a shell.",
      "For bash: source <(bidi-client generate-completion bash)"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bidi-client generate-completion zsh", "  bidi-client generate-completion fish"})
public final class GenerateCompletionCommand implements Callable<Integer> {
  private final ProcessContext context;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SHELL", description = "One of bash zsh fish.")
  private Shell shell;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** The command, which prints to the context's terminal. */
  public GenerateCompletionCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandException {
    context.terminal().print(shell.script(CommandEntry.all(spec.root())));
    return ExitCode.OK.code();
  }
}
