package io.bidiclient.emulator.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds words in the text of frames. A word is whole when a space follows it, or a frame without
 * text.
 */
final class WordReader {
  private final StringBuilder word = new StringBuilder();

  /** The words that a frame's text completes. */
  List<String> add(String text) {
    if (text.isEmpty()) {
      return end();
    }
    List<String> whole = new ArrayList<>();
    text.codePoints()
        .forEach(
            letter -> {
              if (Character.isWhitespace(letter)) {
                whole.addAll(end());
              } else {
                word.appendCodePoint(letter);
              }
            });
    return whole;
  }

  /** The word that was begun, if there is one. */
  List<String> end() {
    if (word.length() == 0) {
      return List.of();
    }
    String whole = word.toString();
    word.setLength(0);
    return List.of(whole);
  }
}
