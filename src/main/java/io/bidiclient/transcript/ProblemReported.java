package io.bidiclient.transcript;

import io.bidiclient.problem.Problem;
import java.io.IOException;

/**
 * Something went wrong with the run.
 *
 * @param at when it was reported, in nanoseconds since the run began
 * @param problem what
 * @param channel what it is about
 */
public record ProblemReported(long at, Problem problem, Channel channel)
    implements TranscriptEvent {
  @Override
  public ProblemReported on(Channel other) {
    return new ProblemReported(at, problem, other);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.problem(this);
  }
}
