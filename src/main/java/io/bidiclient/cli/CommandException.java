package io.bidiclient.cli;

/** Ends a command with a problem that is told to the person who ran it. */
final class CommandException extends Exception {
  private final transient Problem problem;

  CommandException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  CommandException(Problem problem, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
