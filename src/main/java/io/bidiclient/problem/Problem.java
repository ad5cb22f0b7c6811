package io.bidiclient.problem;

/**
 * A failure as a person is told of it.
 *
 * @param code what the process exits with
 * @param message what failed: why
 * @param hint one thing to do; empty for none
 */
public record Problem(ExitCode code, String message, String hint) {
  /** A bug of ours; the only problem that is told with a stack trace. */
  public static Problem bug(Throwable fault) {
    return new Problem(
        ExitCode.INTERNAL,
        "a fault of this program: " + fault,
        "please report it with the lines below");
  }

  /** The same, naming the input that it is about, unless it does. */
  public Problem about(String input) {
    return message.contains(input) ? this : new Problem(code, input + ": " + message, hint);
  }
}
