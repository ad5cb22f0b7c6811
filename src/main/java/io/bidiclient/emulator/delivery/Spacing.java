package io.bidiclient.emulator.delivery;

/** Where a server puts the space between two words. */
public enum Spacing {
  /** Before each word, as Voxtral does. */
  LEADING,
  /** After each word. */
  TRAILING,
  /** Nowhere, as in scripts that write without spaces. */
  NONE;

  /** The word with its space. */
  String around(String word) {
    return switch (this) {
      case LEADING -> " " + word;
      case TRAILING -> word + " ";
      case NONE -> word;
    };
  }
}
