package io.bidiclient.cli;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.ProcessContext;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Prints how another program feeds this one. */
@Command(
    name = "input-flags",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    header = "Prints the command that pipes audio from another program into this one.",
    description = {
      "Prints a shell command that pipes audio from another program into this one.",
      "Add further options at its end."
    },
    footer = {
      "",
      "Examples:",
      "  bidi-client input-flags arecord",
      "  bidi-client input-flags ffmpeg film.mp4"
    })
final class InputFlagsCommand implements Callable<Integer> {
  private final ProcessContext surroundings;

  @Parameters(
      index = "0",
      paramLabel = "TOOL",
      converter = Tools.class,
      completionCandidates = Names.class,
      description = "One of ffmpeg sox arecord pw-record.")
  private InputTool tool;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SOURCE",
      description = "What it reads: a file or a device (default: the microphone).")
  private Optional<String> source;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  InputFlagsCommand(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandException {
    String producer = ShellWords.line(tool.producer(source, System.getProperty("os.name")));
    String line = producer + " | " + ShellWords.line(tool.consumer());
    surroundings.terminal().print(line + "\n");
    return ExitCode.OK.code();
  }

  /** Reads a tool's name. */
  static final class Tools implements ITypeConverter<InputTool> {
    @Override
    public InputTool convert(String name) {
      return InputTool.named(name)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + name + "' is none of ffmpeg sox arecord pw-record"));
    }
  }

  /** The names, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(InputTool.values()).map(InputTool::label).iterator();
    }
  }
}
