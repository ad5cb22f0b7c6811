package io.bidiclient.cli;

import io.bidiclient.check.CheckRun;
import io.bidiclient.check.CheckSettings;
import io.bidiclient.cli.option.AudioOptions;
import io.bidiclient.cli.option.CheckOptions;
import io.bidiclient.cli.option.ColorOptions;
import io.bidiclient.cli.option.EndpointOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.cli.option.PaceOptions;
import io.bidiclient.cli.option.TimeoutOptions;
import io.bidiclient.run.settings.PaceSettings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Transcribes and compares: passes or fails. */
@Command(
    name = "check",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    header = "Smoke test: transcribes, compares with a reference, passes or fails.",
    description = {
      "Transcribes AUDIO and checks the transcript and its figures against gates.",
      "Exits with 0 when every gate passes, 9 when one fails, and with the code of",
      "the transcription when that fails."
    },
    footer = {
      "",
      "Examples:",
      "  bidi-client check audio.wav --reference audio.txt --max-wer 0.1",
      "  bidi-client check audio.wav --min-words 5 --junit report.xml"
    })
final class CheckCommand implements Callable<Integer> {
  private final ProcessContext context;

  @Parameters(paramLabel = "AUDIO", description = "An audio file, or - for stdin.")
  private String input;

  @Mixin private CheckOptions check;
  @Mixin private EndpointOptions where;
  @Mixin private AudioOptions audio;
  @Mixin private PaceOptions pace;
  @Mixin private TimeoutOptions limits;
  @Mixin private ColorOptions color;
  @Mixin private LoggingOptions tell;

  CheckCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    PaceSettings sending = pace.settings();
    CheckSettings gates = check.settings(color.mode(), sending);
    RunSettings settings =
        new RunSettings(
            where.settings(),
            audio.ofOneText("check"),
            sending,
            limits.timeouts(),
            limits.retries(),
            tell.start());
    return new CheckRun(context, settings, gates).run(input).code();
  }
}
