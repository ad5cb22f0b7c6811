package io.bidiclient.run.events;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
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
  public RunReport {
    problems = List.copyOf(problems);
  }

  /** What the input adds to the exit code. */
  public ExitCode code() {
    return problems.isEmpty() ? ExitCode.OK : problems.get(0).code();
  }
}
