package io.bidiclient.bench.report;

import io.bidiclient.bench.compare.Comparison;
import io.bidiclient.bench.measure.ErrorRates;
import io.bidiclient.bench.measure.Percentiles;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.bench.search.SearchResult;
import io.bidiclient.check.Gate;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.text.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that a load test measured.
 *
 * @param target the endpoint
 * @param steps in their order
 * @param others the same steps of the endpoint that was compared; their gates are reported only
 * @param base error rates of a single stream, where they were measured
 * @param found what the search for the capacity found, where there was one
 * @param price of an instance hour; 0 where it is not known
 * @param interrupted whether a person ended it
 * @param comparison with another endpoint, where there is one
 */
public record BenchReport(
    String target,
    List<GatedStep> steps,
    List<GatedStep> others,
    Optional<ErrorRates> base,
    Optional<SearchResult> found,
    double price,
    boolean interrupted,
    Optional<Comparison> comparison) {
  public BenchReport {
    steps = List.copyOf(steps);
    others = List.copyOf(others);
  }

  /** What the endpoint that was compared is called; empty where there is none. */
  public String otherTarget() {
    return comparison.map(Comparison::second).orElse("");
  }

  /** A step and what was asked of it. */
  public record GatedStep(StepResult result, List<Gate> gates) {
    public GatedStep {
      gates = List.copyOf(gates);
    }

    /** Whether it says something of the endpoint. */
    public boolean isValid() {
      return result.invalid().isEmpty();
    }

    /** Whether all gates hold. */
    public boolean passed() {
      return gates.stream().allMatch(Gate::passed);
    }

    /** The step in a line. */
    public String line() {
      String lag =
          result
              .lag()
              .map(Percentiles::p95)
              .map(p95 -> String.format(Locale.ROOT, "lag p95 %.0f ms", p95))
              .orElse("no lag");
      String verdict = isValid() ? passed() ? "holds" : "does not hold" : "invalid";
      return String.format(
          Locale.ROOT,
          "%s: %s, %d failed: %s",
          Quantity.of(result.streams(), "stream"),
          lag,
          result.failed(),
          verdict);
    }
  }

  /**
   * What the process tells its caller: 9 where a gate does not hold or was not measured, or else
   * the code of the utterances where all failed.
   *
   * @param gated whether gates were set
   */
  public ExitCode code(boolean gated) {
    // A step that proves nothing is no proof that its gates hold.
    boolean failed = steps.stream().anyMatch(step -> !step.isValid() || !step.passed());
    boolean searched = found.isPresent();
    boolean none = found.filter(f -> f.streams() == 0).isPresent();
    if (gated && (searched ? none : failed)) {
      return ExitCode.CHECK;
    }
    long all = steps.stream().mapToLong(step -> step.result().utterances().size()).sum();
    long broken = steps.stream().mapToLong(step -> step.result().failed()).sum();
    return all > 0 && all == broken
        ? ExitCode.worst(
            steps.stream().flatMap(step -> step.result().failures().keySet().stream()).toList())
        : ExitCode.OK;
  }
}
