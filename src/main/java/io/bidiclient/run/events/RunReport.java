package io.bidiclient.run.events;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.Summary;
import java.util.List;
import java.util.Optional;

/**
 * What became of one input.
 *
 * @param input as it was named
 * @param summary its figures
 * @param problems what went wrong, the gravest first
 * @param fault the bug of ours that ended it
 */
public record RunReport(
    String input, Summary summary, List<Problem> problems, Optional<Throwable> fault) {
  private static final Summary NOTHING =
      new Summary(0, RunStatus.FAILED, Delivery.NONE, 0, Summary.Latency.NONE);

  public RunReport {
    problems = List.copyOf(problems);
  }

  /** The report of an input that failed before anything of it was sent. */
  public static RunReport failed(String input, Problem problem, Optional<Throwable> fault) {
    return new RunReport(input, NOTHING, List.of(problem), fault);
  }

  /** The report of an input that was not begun, since the person ended the run before. */
  public static RunReport notBegun(String input) {
    return new RunReport(input, NOTHING, List.of(), Optional.empty());
  }

  /** What became of it, in a word. */
  public String status() {
    boolean begun = !summary.equals(NOTHING) || !problems.isEmpty();
    return begun ? summary.status().label() : "unbegun";
  }

  /** What the input adds to the exit code. */
  public ExitCode code() {
    return problems.isEmpty() ? ExitCode.OK : problems.get(0).code();
  }
}
