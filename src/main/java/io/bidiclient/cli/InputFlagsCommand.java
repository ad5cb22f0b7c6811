package io.bidiclient.cli;

import io.bidiclient.cli.value.EnumReader;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.ProcessContext;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the command that pipes audio from another program into this one. */
@Command(
    name = "input-flags",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    header = "Prints the command that pipes audio from another program into this one.",
    description = {
      "Prints a shell command that pipes audio from another program into this one.",
      "Append further options to it."
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
      description = "The program that reads the audio: ffmpeg, sox, arecord or pw-record.")
  private InputTool tool;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SOURCE",
      description = "The file or device that it reads (default: the microphone).")
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
  static final class Tools extends EnumReader<InputTool> {
    Tools() {
      super(InputTool.class);
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
