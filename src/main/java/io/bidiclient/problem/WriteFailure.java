package io.bidiclient.problem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why something could not be written. One cause has one exit code and one hint, whatever was being
 * written and however much of it was there already.
 */
public enum WriteFailure {
  /** The disk, or the share of it that a person may use, is full. */
  FULL(
      ExitCode.PARTIAL,
      "free some space, or write elsewhere",
      "No space left",
      "not enough space",
      "quota exceeded",
      "File too large"),
  /** Writing there is not allowed. */
  DENIED(
      ExitCode.USAGE,
      "choose a place that you may write to",
      "Permission denied",
      "Read-only file system",
      "Operation not permitted"),
  /** The folder is not there, or is none. */
  NO_FOLDER(
      ExitCode.USAGE,
      "make the folder first, or write elsewhere",
      "No such file or directory",
      "Not a directory"),
  /** A folder stands where the file was to be. */
  FOLDER(ExitCode.USAGE, "name a file, not a folder", "Is a directory"),
  /** Another run, or another output of this one, has the file. */
  TAKEN(
      ExitCode.USAGE, "wait until that has ended, or write elsewhere", "is being written already"),
  /** The file system has no names as long as that. */
  TOO_LONG(ExitCode.USAGE, "give it a shorter name", "File name too long"),
  /** Something is there that is not to be replaced. */
  EXISTS(ExitCode.USAGE, "move it away, or write elsewhere"),
  /** Anything else. */
  OTHER(ExitCode.PARTIAL, "write elsewhere");

  /** The reason of a file whose place is taken by a folder. */
  public static final String IS_FOLDER = "Is a directory";

  /** The reason of a file that somebody else writes. */
  public static final String IS_TAKEN = "it is being written already";

  private final ExitCode code;
  private final String hint;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> signs;

  /**
   * A cause.
   *
   * @param signs the system's words for it: Java has no exception for most
   */
  WriteFailure(ExitCode code, String hint, String... signs) {
    this.code = code;
    this.hint = hint;
    this.signs = List.of(signs);
  }

  /**
   * The failure as a person is told of it.
   *
   * @param what what cannot be written, and where to
   */
  public static Problem of(String what, IOException e) {
    WriteFailure cause = cause(e);
    return new Problem(cause.code, "cannot write " + what + ": " + reason(e), cause.hint);
  }

  /** Whether a file system lacks what was asked of it. */
  public static boolean isUnsupported(IOException e) {
    String reason = reason(e);
    return Stream.of("Invalid argument", "not supported", "not implemented")
        .anyMatch(reason::contains);
  }

  private static WriteFailure cause(IOException e) {
    if (e instanceof AccessDeniedException) {
      return DENIED;
    }
    if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return NO_FOLDER;
    }
    if (e instanceof FileAlreadyExistsException) {
      return EXISTS;
    }
    String reason = SystemWords.inEnglish(reason(e));
    return Arrays.stream(values())
        .filter(cause -> cause.signs.stream().anyMatch(reason::contains))
        .findFirst()
        .orElse(OTHER);
  }

  /** The system's reason, without the file's name and the exception's. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "the folder is not there";
    }
    if (e instanceof NotDirectoryException) {
      return "part of the path is no folder";
    }
    if (e instanceof FileAlreadyExistsException found) {
      return found.getFile() + " is there already";
    }
    return ReadFailure.systemReason(e);
  }
}
