package io.bidiclient.audio;

/**
 * Audio that cannot be used: missing, unreadable, unsupported, empty or shorter than it says.
 *
 * <p>The message says what failed and why, and the hint names one thing to do about it; both are
 * written for the person who gave the audio.
 */
public final class AudioException extends Exception {
  private final String hint;

  /** An error of the given text and remedy. */
  public AudioException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** An error that another one led to. */
  public AudioException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** One thing that the reader can do. */
  public String hint() {
    return hint;
  }
}
