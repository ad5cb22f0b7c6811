package io.bidiclient.cli;

import io.bidiclient.cli.help.MistypedCommand;
import io.bidiclient.cli.option.AudioOptions;
import io.bidiclient.cli.option.EndpointOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.cli.option.OutputOptions;
import io.bidiclient.cli.option.PaceOptions;
import io.bidiclient.cli.option.S3Options;
import io.bidiclient.cli.option.TimeoutOptions;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.run.Batch;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.run.settings.OutputSettings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Verbosity;
import io.bidiclient.transcript.write.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The root command: audio in, its transcript on stdout as it is recognised. */
@Command(
    name = "bidi-client",
    versionProvider = ManifestVersion.class,
    sortOptions = false,
    description =
        "Streams audio to a Voxtral endpoint on Amazon SageMaker AI and prints the transcript"
            + " as it arrives. The model finds the language itself.",
    synopsisHeading = "Usage: ",
    customSynopsis = {"bidi-client [OPTIONS] INPUT...", "       bidi-client COMMAND [OPTIONS]"},
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  bidi-client talk.mp3 --region us-east-1",
      "  bidi-client talk.wav --local",
      "  bidi-client film.mp4 -o film.srt -o film.txt",
      "  bidi-client mic --pace realtime",
      "  bidi-client recordings/ --output-dir transcripts --jobs 4",
      "",
      "Every option can be set in the environment: BIDI_CHUNK_MS sets --chunk-ms.",
      "",
      "Exit codes: 0 complete, 1 bug, 2 usage, 3 audio, 4 credentials, 5 endpoint,",
      "6 network, 7 server, 8 transcript not complete, 9 check failed, 10 hook failed.%n"
    })
final class TranscribeCommand implements Callable<Integer> {
  private final ProcessContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "INPUT",
      arity = "0..*",
      description =
          "Audio files, URLs, directories, @FILE for a list with one input per line, - for stdin,"
              + " mic or mic:NAME for a microphone.")
  private List<String> inputs = new ArrayList<>();

  @Option(names = "--help-all", description = "Print the help of every option and exit.")
  private boolean helpAll;

  @Mixin private EndpointOptions where;
  @Mixin private AudioOptions audio;
  @Mixin private PaceOptions pace;
  @Mixin private OutputOptions output;
  @Mixin private S3Options s3;
  @Mixin private TimeoutOptions limits;
  @Mixin private LoggingOptions tell;

  TranscribeCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (helpAll) {
      context.terminal().print(spec.commandLine().getUsageMessage());
      return ExitCode.OK.code();
    }
    if (output.schema()) {
      context.terminal().print(Schema.text());
      return ExitCode.OK.code();
    }
    if (inputs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no INPUT: name an audio file, - for stdin, or mic");
    }
    MistypedCommand.check(inputs.get(0), Subcommands.NAMES);
    EndpointSettings endpoint = where.settings();
    RunSettings settings =
        new RunSettings(
            endpoint,
            audio.settings(),
            pace.settings(),
            limits.timeouts(),
            limits.retries(),
            tell.start(),
            s3.settings(endpoint));
    OutputSettings outputs = output.settings(context.environment());
    Explanation explanation = new Explanation(spec, settings.endpoint(), context.environment());
    if (tell.explain) {
      context.terminal().print(explanation.text());
      return ExitCode.OK.code();
    }
    if (settings.logging().verbosity() != Verbosity.SILENT) {
      explanation.chosen().forEach(context.terminal()::say);
    }
    return new Batch(context, settings, outputs).run(inputs).code();
  }
}
