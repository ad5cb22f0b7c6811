package io.bidiclient.bench.search;

import io.bidiclient.bench.measure.ErrorRates;
import io.bidiclient.bench.measure.Percentiles;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.check.Gate;
import io.bidiclient.text.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What must hold for a number of streams to be carried: none fails, the lag stays where it is, and
 * the limits that were set.
 *
 * @param maxLag longest lag of 19 in 20 frames
 * @param maxWerRise how much higher the word error rate may be than of a single stream; 0.005 is
 *     one word in 200
 */
public record Gates(Optional<Duration> maxLag, Optional<Double> maxWerRise) {
  /** The longest lag that a step's growth may add up to over the longest session, by default. */
  private static final Duration USUAL_LAG = Duration.ofSeconds(1);

  /** How long a session lasts: what grows a little grows so long. */
  private static final double SESSION_SECONDS = 25 * 60;

  /** Growth below this within a step cannot be told from chance, in seconds. */
  private static final double LEAST_GROWTH = 0.02;

  /** Whether any was set by the person. */
  public boolean isSet() {
    return maxLag.isPresent() || maxWerRise.isPresent();
  }

  /**
   * The gates, measured.
   *
   * @param base the error rates of a single stream
   */
  public List<Gate> of(StepResult step, Optional<ErrorRates> base) {
    List<Gate> gates = new ArrayList<>();
    gates.add(failures(step));
    gates.add(growth(step));
    maxLag.ifPresent(
        most ->
            gates.add(
                Gate.time(
                    "lag p95",
                    step.lag().map(Percentiles::p95).map(Math::round),
                    most.toMillis(),
                    Optional.empty())));
    maxWerRise.ifPresent(most -> gates.add(rise(step, base, most)));
    return gates;
  }

  private static Gate failures(StepResult step) {
    int all = step.utterances().size();
    String first =
        step.utterances().stream()
            .filter(utterance -> !utterance.message().isEmpty())
            .findFirst()
            .map(utterance -> ": " + utterance.message())
            .orElse("");
    return new Gate(
        "failures",
        step.failed() + " of " + Quantity.of(all, "utterance") + first,
        step.failed() == 0);
  }

  private Gate growth(StepResult step) {
    double growth = step.growth().orElse(0.0);
    double most = maxLag.orElse(USUAL_LAG).toMillis() / 1000.0;
    boolean grows = growth * step.seconds() > LEAST_GROWTH && growth * SESSION_SECONDS > most;
    return new Gate(
        "keeps up",
        String.format(Locale.ROOT, "lag grows by %.1f ms a second", 1000 * growth),
        !grows);
  }

  private static Gate rise(StepResult step, Optional<ErrorRates> base, double most) {
    if (step.rates().isEmpty() || base.isEmpty()) {
      return new Gate("word error rate", "not measured: no utterance could be compared", false);
    }
    double rise = step.rates().get().wer() - base.get().wer();
    return new Gate(
        "word error rate",
        String.format(
            Locale.ROOT,
            "%.2f %%, %.2f %% for a single stream, may rise by %.2f %%",
            100 * step.rates().get().wer(),
            100 * base.get().wer(),
            100 * most),
        rise <= most + 1e-12);
  }
}
