package io.bidiclient.cli;

import io.bidiclient.check.Alignment;
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
import picocli.CommandLine;

/** Takes a first input that is no file and is nearly a command for a command that was mistyped. */
final class MistypedCommand {
  private static final Pattern WORD = Pattern.compile("[a-z-]{3,20}");

  /** Letters that may be wrong: two that changed places count twice. */
  private static final int MOST_EDITS = 2;

  private MistypedCommand() {}

  /** Refuses such an input. */
  static void check(String first, CommandLine program) throws CommandException {
    Optional<Problem> problem = problem(first, program);
    if (problem.isPresent()) {
      throw new CommandException(problem.get());
    }
  }

  /** What is wrong with a first argument, where it is such a one. */
  static Optional<Problem> problem(String first, CommandLine program) {
    if (!WORD.matcher(first).matches() || Inputs.isMicrophone(first) || exists(first)) {
      return Optional.empty();
    }
    return program.getSubcommands().keySet().stream()
        .filter(name -> edits(name, first) <= MOST_EDITS)
        .findFirst()
        .map(
            meant ->
                new Problem(
                    ExitCode.USAGE,
                    "there is no file and no command '" + first + "'",
                    "did you mean " + meant + "?"));
  }

  private static int edits(String name, String typed) {
    return Alignment.of(letters(name), letters(typed)).errors();
  }

  private static List<String> letters(String word) {
    return word.codePoints().mapToObj(Character::toString).toList();
  }

  private static boolean exists(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
