package io.bidiclient.problem;

/** Ends a command with a problem that is told to the person who ran it. */
public final class CommandException extends Exception {
  private final transient Problem problem;

  public CommandException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public CommandException(Problem problem, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
