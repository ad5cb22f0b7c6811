package io.bidiclient.transport;

import java.time.Duration;

/**
 * A connection that failed, and in which way. The message is "what failed: why, in the server's
 * words"; the hint names one thing to do.
 */
public final class TransportException extends Exception {
  /** What kind of failure it is: decides the exit code and whether trying again can help. */
  public enum Category {
    /** What was asked for cannot be done; nothing was sent. */
    SETTINGS,
    /** No credentials, expired ones, or not allowed. */
    AUTH,
    /** The endpoint or variant does not exist or is not in service. */
    ENDPOINT,
    /** Too many requests for now. */
    THROTTLED,
    /** A wait of ours ran out. */
    TIMEOUT,
    /** No way to the server, or the way broke. */
    NETWORK,
    /** The server spoke something that is not the protocol. */
    PROTOCOL,
    /** The server or its model failed. */
    REMOTE
  }

  private final Category category;
  private final String hint;
  private final boolean lasting;
  private final Duration after;

  /** A failure with the error that led to it. */
  public TransportException(Category category, String message, String hint, Throwable cause) {
    this(category, message, hint, cause, false, Duration.ZERO);
  }

  /** A failure seen first hand. */
  public TransportException(Category category, String message, String hint) {
    this(category, message, hint, null, false, Duration.ZERO);
  }

  private TransportException(
      Category category,
      String message,
      String hint,
      Throwable cause,
      boolean lasting,
      Duration after) {
    super(message, cause);
    this.category = category;
    this.hint = hint;
    this.lasting = lasting;
    this.after = after;
  }

  /** A failure that stays as it is however often it is tried, such as a file that is missing. */
  public static TransportException lasting(Category category, String message, String hint) {
    return new TransportException(category, message, hint, null, true, Duration.ZERO);
  }

  /** The same with the error that led to it. */
  public static TransportException lasting(
      Category category, String message, String hint, Throwable cause) {
    return new TransportException(category, message, hint, cause, true, Duration.ZERO);
  }

  /** The same in other words, without the error that led to it. */
  TransportException inOtherWords(String words) {
    return new TransportException(category, words, hint, null, lasting, after);
  }

  /** The same of a server that asks to be left alone for a while. */
  public TransportException after(Duration wait) {
    return new TransportException(category, getMessage(), hint, getCause(), lasting, wait);
  }

  /** How long the server asks to be left alone; nothing where it does not say. */
  public Duration after() {
    return after;
  }

  /** The kind of failure. */
  public Category category() {
    return category;
  }

  /** Whether trying again is of no use, whatever the category. */
  public boolean isLasting() {
    return lasting;
  }

  /** One thing that the reader can do. */
  public String hint() {
    return hint;
  }
}
