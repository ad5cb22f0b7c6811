package io.bidiclient.cli.option;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.check.CheckSettings;
import io.bidiclient.run.settings.PaceSettings;
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

  /**
   * The options as settings; what could never pass or never fail is refused.
   *
   * @param pace how the audio will be sent
   */
  public CheckSettings settings(ColorMode color, PaceSettings pace) {
    boolean rates = maxWer.isPresent() || maxCer.isPresent();
    boolean times = maxFirstDelta.isPresent() || maxLag.isPresent();
    if (reference.isEmpty() && !rates && !times && minWords.isEmpty()) {
      throw usage("there is nothing to check: give --reference FILE, or a limit as --min-words 1");
    }
    if (rates && reference.isEmpty()) {
      throw usage("--max-wer and --max-cer compare with a --reference FILE");
    }
    if (times && pace.pace() != Pace.REALTIME) {
      throw usage(
          "--max-first-delta and --max-lag-p95 are measured in real time alone: add --pace"
              + " realtime");
    }
    checkRate("--max-wer", maxWer);
    checkRate("--max-cer", maxCer);
    minWords
        .filter(words -> words < 1)
        .ifPresent(
            words -> {
              throw usage("--min-words takes a number from 1 on, not " + words);
            });
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

  private void checkRate(String option, Optional<Double> rate) {
    if (rate.filter(value -> value >= 0 && !value.isInfinite()).isEmpty() && rate.isPresent()) {
      throw usage(option + " takes a rate from 0 on, as 0.1 for one in ten, not " + rate.get());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
