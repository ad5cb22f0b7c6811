package io.bidiclient.transport;

import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;

/**
 * Why something failed, before it is said what failed.
 *
 * @param category the kind
 * @param why the words
 * @param hint one thing to do
 * @param lasting whether trying again is of no use, whatever the category
 * @param after how long the server asks to be left alone
 */
public record WireFinding(
    Category category, String why, String hint, boolean lasting, Duration after) {
  /** A finding whose category tells whether to try again. */
  public WireFinding(Category category, String why, String hint) {
    this(category, why, hint, false, Duration.ZERO);
  }

  /** A finding that stays, however often it is tried. */
  public static WireFinding lasting(Category category, String why, String hint) {
    return new WireFinding(category, why, hint, true, Duration.ZERO);
  }

  /** The same of a server that asks to be left alone for a while. */
  public WireFinding after(Duration wait) {
    return new WireFinding(category, why, hint, lasting, wait);
  }

  /** The failure of something. */
  public TransportException describe(String what, Throwable cause) {
    String message = what + ": " + why;
    return lasting
        ? TransportException.lasting(category, message, hint, cause)
        : new TransportException(category, message, hint, cause).after(after);
  }
}
