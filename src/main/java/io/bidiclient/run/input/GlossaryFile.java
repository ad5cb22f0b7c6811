package io.bidiclient.run.input;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.transcript.assemble.Glossary;
import java.nio.file.Path;
import java.util.Optional;

/** A file with a line {@code wrong → right} for each phrase, encoded as a list of inputs is. */
public final class GlossaryFile {
  private static final String HINT = "give a text file with a line WRONG → RIGHT for each phrase";

  private GlossaryFile() {}

  /** The glossary in the file; an empty one where no file was named. */
  public static Glossary read(Optional<Path> file) throws CommandException {
    if (file.isEmpty()) {
      return Glossary.EMPTY;
    }
    try {
      return Glossary.of(ListFile.lines("the glossary", file.get(), HINT));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          new Problem(ExitCode.USAGE, "the glossary " + file.get() + ": " + e.getMessage(), HINT),
          e);
    }
  }
}
