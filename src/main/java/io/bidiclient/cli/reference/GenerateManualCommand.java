package io.bidiclient.cli.reference;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.ProcessContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the manual page. */
@Command(
    name = "generate-manual",
    sortOptions = false,
    hidden = true,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    header = "Prints the manual page, for man(1).",
    description = "Prints the manual page: bidi-client generate-manual | man -l -",
    footerHeading = "%nExamples:%n",
    footer = "  bidi-client generate-manual")
public final class GenerateManualCommand implements Callable<Integer> {
  private final ProcessContext context;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** The command, which prints to the context's terminal. */
  public GenerateManualCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandException {
    context.terminal().print(ManualPage.of(spec.root()));
    return ExitCode.OK.code();
  }
}
