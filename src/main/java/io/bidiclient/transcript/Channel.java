package io.bidiclient.transcript;

/**
 * The channel of the input that something was said on.
 *
 * @param number from 1; 0 where the input was not taken apart
 * @param name what people call it; empty for none
 */
public record Channel(int number, String name) {
  /** All channels, mixed. */
  public static final Channel WHOLE = new Channel(0, "");

  /** Whether the input was not taken apart. */
  public boolean isWhole() {
    return number == 0;
  }

  /** What stands before its text: {@code [1]} or {@code [name]}. */
  public String label() {
    return "[" + (name.isEmpty() ? Integer.toString(number) : name) + "]";
  }

  /** Who speaks on it. */
  public String voice() {
    return name.isEmpty() ? "Channel " + number : name;
  }
}
