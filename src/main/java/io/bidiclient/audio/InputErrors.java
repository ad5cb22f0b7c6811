package io.bidiclient.audio;

import io.bidiclient.problem.ReadFailure;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says why bytes could not be had, in words for the person who named the input. */
public final class InputErrors {
  private InputErrors() {}

  /** The error for an input that cannot be opened, or whose reading failed on the way. */
  public static AudioException because(String name, IOException e) {
    if (e instanceof InputFailure failure) {
      return error(name, failure.getMessage(), failure.hint(), e);
    }
    if (e instanceof NoSuchFileException) {
      return error(name, "no such file", "check the path", e);
    }
    if (e instanceof AccessDeniedException) {
      return error(name, "permission denied", "allow this user to read it", e);
    }
    if (e instanceof ClosedChannelException) {
      return error(name, "it was closed while being read", "start again", e);
    }
    return error(
        name, ReadFailure.systemReason(e), "check the path and the device that it is on", e);
  }

  /** The error for a directory given as audio. */
  public static AudioException directory(String name) {
    return new AudioException(message(name, "it is a directory"), "name the audio files in it");
  }

  /** The error for an input of no bytes at all. */
  public static AudioException empty(String name) {
    return new AudioException(
        message(name, "it is empty"), "record it again, or check what was to write it");
  }

  private static AudioException error(String name, String why, String hint, IOException cause) {
    return new AudioException(message(name, why), hint, cause);
  }

  private static String message(String name, String why) {
    return "cannot read " + name + ": " + why;
  }
}
