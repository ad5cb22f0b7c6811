package io.bidiclient.check;

import io.bidiclient.terminal.ColorMode;
import io.bidiclient.transcript.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold for a check to pass, and how its result is reported.
 *
 * @param reference the file with what is said in the audio
 * @param maxWer highest word error rate
 * @param maxCer highest character error rate
 * @param maxFirstDelta longest time to the first delta
 * @param maxLag longest lag of 19 in 20 of the deltas
 * @param minWords fewest words
 * @param numberWords whether English number words are read as digits
 * @param junit the file for JUnit XML
 * @param style the form of the report on stdout
 * @param color whether it is in colour
 */
public record CheckSettings(
    Optional<Path> reference,
    Optional<Double> maxWer,
    Optional<Double> maxCer,
    Optional<Duration> maxFirstDelta,
    Optional<Duration> maxLag,
    Optional<Long> minWords,
    boolean numberWords,
    Optional<Path> junit,
    Style style,
    ColorMode color) {
  /** The form of a report. */
  public enum Style {
    TEXT,
    JSON,
    GITHUB
  }

  /** The gates that were set, measured. */
  List<Gate> gates(Optional<Alignment> words, Optional<Alignment> letters, Summary summary) {
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
