package io.bidiclient.problem;

/**
 * Something that a person should know and that ends nothing.
 *
 * @param code a short name for programs, such as {@code dropped_audio}
 * @param message a sentence for people, with what to do where something can be done
 */
public record Warning(String code, String message) {
  /** From here on the server's deltas are no clock: times are those of arrival. */
  public static final String CLOCK = "clock";
}
