package io.bidiclient.run.output;

import io.bidiclient.problem.CommandException;
import io.bidiclient.run.files.SourceGuard;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A directory, which is made when it is needed. */
record LocalFolder(Path directory) implements OutputFolder {
  @Override
  public boolean holds(Path name) {
    return Files.exists(file(name)) && !Files.isDirectory(file(name));
  }

  /** A file does not tell what it was made of. */
  @Override
  public boolean holdsOf(Path name, String input) {
    return false;
  }

  @Override
  public void check(SourceGuard guard, Path name) throws CommandException {
    guard.check("--output-dir", file(name));
  }

  @Override
  public Output open(Path name, boolean replace, OutputChoice choice, String input, Target target)
      throws CommandException {
    return Output.named(file(name), replace, choice, input, target);
  }

  @Override
  public String place(Path name) {
    return file(name).toString();
  }

  /** Asked of the disk, by a file of which there is no second. */
  @Override
  public boolean tellsCase() {
    Path place = directory.toAbsolutePath().normalize();
    while (!Files.isDirectory(place) && place.getParent() != null) {
      place = place.getParent();
    }
    try {
      Path file = Files.createTempFile(place, ".bidi-client-Case", null);
      try {
        String other = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.notExists(file.resolveSibling(other));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {}

  private Path file(Path name) {
    return directory.resolve(name.toString());
  }
}
