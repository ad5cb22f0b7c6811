package io.bidiclient.run.files;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a command reads, so that none of them is written to: by their keys, since a link
 * gives a file another name. Made before anything is opened.
 */
public final class SourceGuard {
  private static final Path STDIN = Path.of("/dev/stdin");
  private static final Path STDOUT = Path.of("/dev/stdout");

  private final Map<FileKey, String> sources = new HashMap<>();

  /** A guard of the files; what standard input was opened from is one of them. */
  public SourceGuard(Collection<Path> files) {
    files.forEach(this::add);
    FileKey.of(STDIN).ifPresent(key -> sources.putIfAbsent(key, "standard input"));
  }

  /** Guards another file. */
  public void add(Path file) {
    FileKey.of(file).ifPresent(key -> sources.putIfAbsent(key, file.toString()));
  }

  /**
   * Refuses a file that would be written to.
   *
   * @param option what names it, as {@code --record}
   */
  public void check(String option, Path file) throws CommandException {
    refuse(option, file);
    try {
      refuse(option, FileNames.beside(FileNames.target(file)));
    } catch (IOException e) {
      // It cannot be opened either.
      return;
    }
  }

  /** Refuses to print onto what is read. */
  public void checkStdout() throws CommandException {
    Optional<String> source = FileKey.of(STDOUT).map(sources::get);
    if (source.isPresent()) {
      throw usage("standard output is the input " + source.get());
    }
  }

  private void refuse(String option, Path file) throws CommandException {
    Optional<String> source = FileKey.of(file).map(sources::get);
    if (source.isPresent()) {
      String same = source.get().equals(file.toString()) ? "" : ", which is " + source.get();
      throw usage(option + " would overwrite the input " + file + same);
    }
  }

  private static CommandException usage(String message) {
    return new CommandException(new Problem(ExitCode.USAGE, message, "name another file"));
  }
}
