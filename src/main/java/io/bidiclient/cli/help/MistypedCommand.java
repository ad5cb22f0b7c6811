package io.bidiclient.cli.help;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.input.Inputs;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes a first input that is no file and is nearly a command for a command that was mistyped. */
public final class MistypedCommand {
  private static final Pattern WORD = Pattern.compile("[a-z-]{3,20}");

  private MistypedCommand() {}

  /**
   * Refuses such an input.
   *
   * @param commands the names that there are
   */
  public static void check(String first, List<String> commands) throws CommandException {
    Optional<Problem> problem = problem(first, commands);
    if (problem.isPresent()) {
      throw new CommandException(problem.get());
    }
  }

  /** What is wrong with a first argument, where it is such a one. */
  public static Optional<Problem> problem(String first, List<String> commands) {
    if (!WORD.matcher(first).matches() || Inputs.isMicrophone(first) || exists(first)) {
      return Optional.empty();
    }
    return NearestWord.to(first, commands)
        .map(
            meant ->
                new Problem(
                    ExitCode.USAGE,
                    "there is no file and no command '" + first + "'",
                    "did you mean " + meant + "?"));
  }

  private static boolean exists(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
