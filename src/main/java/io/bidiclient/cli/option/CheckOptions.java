package io.bidiclient.cli.option;

import io.bidiclient.check.CheckSettings;
import io.bidiclient.terminal.ColorMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What must hold for a check to pass. */
@Command(description = "Check")
public final class CheckOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description = "The text that is spoken in the audio, in UTF-8.")
  private Optional<Path> reference;

  @Option(
      names = "--max-wer",
      paramLabel = "RATE",
      description = "Highest word error rate allowed; 0.1 is one word in ten.")
  private Optional<Double> maxWer;

  @Option(
      names = "--max-cer",
      paramLabel = "RATE",
      description = "Highest character error rate allowed.")
  private Optional<Double> maxCer;

  @Option(
      names = "--max-first-delta",
      paramLabel = "TIME",
      description = "Longest time to the first delta; needs --pace realtime.")
  private Optional<Duration> maxFirstDelta;

  @Option(
      names = "--max-lag-p95",
      paramLabel = "TIME",
      description = "Highest 95th percentile of the lag; needs --pace realtime.")
  private Optional<Duration> maxLag;

  @Option(names = "--min-words", paramLabel = "N", description = "Fewest words in the transcript.")
  private Optional<Long> minWords;

  @Option(names = "--number-words", description = "Compare English number words as digits.")
  private boolean numberWords;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the result as JUnit XML.")
  private Optional<Path> junit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Report as text, json or github (default: ${DEFAULT-VALUE}).")
  private CheckSettings.Style style;

  /** The options as settings; combinations that make no sense are refused. */
  public CheckSettings settings(ColorMode color) {
    boolean rates = maxWer.isPresent() || maxCer.isPresent();
    if (rates && reference.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--max-wer and --max-cer compare with a --reference FILE");
    }
    return new CheckSettings(
        reference,
        maxWer,
        maxCer,
        maxFirstDelta,
        maxLag,
        minWords,
        numberWords,
        junit,
        style,
        color);
  }
}
