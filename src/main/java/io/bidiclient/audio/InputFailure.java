package io.bidiclient.audio;

import java.io.IOException;

/**
 * Bytes could not be had, for a reason that the reader of the stream knows better than the system:
 * its message and its hint are told to the person as they are.
 */
public class InputFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * A failure.
   *
   * @param why what is wrong, in words that go behind "cannot read NAME: "
   * @param hint one thing to do
   */
  public InputFailure(String why, String hint, Throwable cause) {
    super(why, cause);
    this.hint = hint;
  }

  /** One thing that the reader can do. */
  public String hint() {
    return hint;
  }
}
