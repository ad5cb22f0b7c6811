package io.bidiclient.cli;

import io.bidiclient.bench.BenchRun;
import io.bidiclient.bench.BenchSettings;
import io.bidiclient.cli.option.AudioOptions;
import io.bidiclient.cli.option.BenchOptions;
import io.bidiclient.cli.option.EndpointOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.cli.option.TimeoutOptions;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds out what an endpoint carries. */
@Command(
    name = "bench",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    header = "Load test: finds how many streams an endpoint carries, or compares two.",
    description = {
      "Streams recordings at real-time pace, many at once, and measures lag, errors",
      "and failures. What is said in audio.wav is read from audio.txt beside it; where",
      "there is none, a single stream says it first. Exits with 9 when a gate fails."
    },
    footer = {
      "",
      "Examples:",
      "  bidi-client bench audio.wav --streams 8 --for 2m",
      "  bidi-client bench audio.wav --ramp auto --max-lag-p95 1s --price 1.20",
      "  bidi-client bench recordings --streams 4 --against another-endpoint"
    })
final class BenchCommand implements Callable<Integer> {
  private final ProcessContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Audio files, directories, @FILE for a list, - for stdin.")
  private List<String> inputs;

  @Mixin private BenchOptions bench;
  @Mixin private EndpointOptions where;
  @Mixin private AudioOptions audio;
  @Mixin private TimeoutOptions limits;
  @Mixin private LoggingOptions tell;

  BenchCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    EndpointSettings endpoint = where.settings();
    BenchSettings wanted = bench.settings(endpoint);
    RunSettings settings =
        new RunSettings(
            endpoint,
            audio.ofOneText("bench"),
            bench.pace(),
            limits.timeouts(),
            limits.retries(),
            tell.start());
    if (tell.explain) {
      context.terminal().print(new Explanation(spec, endpoint, context.environment()).text());
      return ExitCode.OK.code();
    }
    return new BenchRun(context, settings, wanted).run(inputs).code();
  }
}
