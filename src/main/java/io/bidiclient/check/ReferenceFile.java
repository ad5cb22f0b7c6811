package io.bidiclient.check;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ReadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text file of what is said in an input. */
public final class ReferenceFile {
  /** What to do where it cannot be used. */
  static final String HINT = "give a text file of what is said in the audio";

  private ReferenceFile() {}

  /** Its text, in UTF-8. */
  public static String read(Path file) throws CommandException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandException(ReadFailure.of("the reference", file, e, HINT), e);
    }
  }
}
