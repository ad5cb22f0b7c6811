package io.bidiclient.text;

/** A number of things in English, whose plural ends in s. */
public final class Quantity {
  private Quantity() {}

  /** "1 stream", "2 streams". */
  public static String of(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
