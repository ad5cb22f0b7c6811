package io.bidiclient.run.output;

import io.bidiclient.problem.CommandException;
import io.bidiclient.run.files.SourceGuard;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.Target;
import java.nio.file.Path;

/**
 * The place of {@code --output-dir}. Names are relative to it and have their extensions. Safe for
 * use from many threads.
 */
interface OutputFolder extends AutoCloseable {
  /** Whether a complete transcript has that name. */
  boolean holds(Path name);

  /**
   * Whether that name is that of a complete transcript of that input, as far as the place tells.
   *
   * @param input what messages call it
   */
  boolean holdsOf(Path name, String input);

  /** Refuses a name that would be written over something that is read. */
  void check(SourceGuard guard, Path name) throws CommandException;

  /**
   * Begins to write one, which gets its name when it is complete, and is dropped without words.
   *
   * @param replace whether one of that name is replaced
   */
  Output open(Path name, boolean replace, OutputChoice choice, String input, Target target)
      throws CommandException;

  /** What messages call it. */
  String place(Path name);

  /** Whether names that differ only in upper and lower case are two. */
  boolean tellsCase();

  @Override
  void close();
}
