package io.bidiclient.cli;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.cli.option.FormatOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.run.Replay;
import io.bidiclient.terminal.ProcessContext;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders a recording again. */
@Command(
    name = "replay",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    header = "Writes a recorded transcript again, in any format, without an endpoint.",
    description = {
      "Writes the transcript of a recorded session again, in any format, without an",
      "endpoint. Exits with the code of the recorded run."
    },
    footer = {
      "",
      "Examples:",
      "  bidi-client replay session.rec -o srt=subtitles.srt",
      "  bidi-client replay session.rec --pace realtime"
    })
final class ReplayCommand implements Callable<Integer> {
  private final ProcessContext context;

  @Parameters(paramLabel = "FILE", description = "A file written by --record.")
  private Path file;

  @Option(
      names = "--pace",
      paramLabel = "PACE",
      defaultValue = "max",
      description = "max: at once; realtime: as it happened (default: ${DEFAULT-VALUE}).")
  private Pace pace;

  @Mixin private FormatOptions formats;
  @Mixin private LoggingOptions tell;

  ReplayCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    tell.start();
    return new Replay(
            context, formats.choices(), formats.glossary(), formats.stats(), pace == Pace.REALTIME)
        .run(file)
        .code();
  }
}
