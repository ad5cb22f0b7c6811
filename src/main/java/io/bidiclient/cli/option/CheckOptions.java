package io.bidiclient.cli.option;

import io.bidiclient.check.Alignment;
import io.bidiclient.check.Gate;
import io.bidiclient.transcript.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What must hold for a check to pass. */
@Command(description = "Check")
public final class CheckOptions {
  /** How a check is told. */
  public enum Style {
    TEXT,
    JSON,
    GITHUB
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description = "What is said in the audio, as UTF-8 text.")
  public Optional<Path> reference;

  @Option(
      names = "--max-wer",
      paramLabel = "RATE",
      description = "Highest word error rate, as 0.1 for a word in ten.")
  Optional<Double> maxWer;

  @Option(names = "--max-cer", paramLabel = "RATE", description = "Highest character error rate.")
  Optional<Double> maxCer;

  @Option(
      names = "--max-first-delta",
      paramLabel = "TIME",
      description = "Longest time to the first delta; needs --pace realtime.")
  Optional<Duration> maxFirstDelta;

  @Option(
      names = "--max-lag-p95",
      paramLabel = "TIME",
      description = "Longest lag of 19 in 20 of the deltas; needs --pace realtime.")
  Optional<Duration> maxLag;

  @Option(names = "--min-words", paramLabel = "N", description = "Fewest words to be heard.")
  Optional<Long> minWords;

  @Option(
      names = "--number-words",
      description = "Read English number words as digits before comparing.")
  public boolean numberWords;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the result as JUnit XML too.")
  public Optional<Path> junit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or github (default: ${DEFAULT-VALUE}).")
  public Style style;

  /** Refuses combinations that make no sense. */
  public void check() {
    boolean rates = maxWer.isPresent() || maxCer.isPresent();
    if (rates && reference.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--max-wer and --max-cer compare with a --reference FILE");
    }
  }

  /** The conditions that were set, measured. */
  public List<Gate> gates(Optional<Alignment> words, Optional<Alignment> letters, Summary summary) {
    Summary.Latency latency = summary.latency();
    List<Gate> gates = new ArrayList<>();
    maxWer.ifPresent(most -> gates.add(Gate.rate("word error rate", words.orElseThrow(), most)));
    maxCer.ifPresent(
        most -> gates.add(Gate.rate("character error rate", letters.orElseThrow(), most)));
    maxFirstDelta.ifPresent(
        most ->
            gates.add(
                Gate.time(
                    "first delta", latency.firstDelta(), most.toMillis(), latency.withheld())));
    maxLag.ifPresent(
        most ->
            gates.add(Gate.time("lag p95", latency.lagP95(), most.toMillis(), latency.withheld())));
    minWords.ifPresent(least -> gates.add(Gate.count("words", summary.words(), least)));
    return gates;
  }
}
