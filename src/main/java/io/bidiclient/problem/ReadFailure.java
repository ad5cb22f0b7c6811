package io.bidiclient.problem;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Why a file could not be read, in words for the person who named it. */
public final class ReadFailure {
  private ReadFailure() {}

  /**
   * The failure as a person is told of it.
   *
   * @param what what the file is, as "the reference"
   */
  public static Problem of(String what, Path file, IOException e, String hint) {
    return new Problem(ExitCode.INPUT, "cannot read " + what + " " + file + ": " + reason(e), hint);
  }

  /** Why, without the file's name and that of any Java class. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    return systemReason(e);
  }

  /** The system's own words, without the file's name and that of any Java class. */
  public static String systemReason(IOException e) {
    String words = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    return Optional.ofNullable(words).orElse("the system gives no reason");
  }
}
