package io.bidiclient.cli.help;

import io.bidiclient.check.Alignment;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the word that a mistyped one was meant to be. */
public final class NearestWord {
  /** Letters that may be wrong: two that changed places count twice. */
  private static final int MOST_EDITS = 2;

  private NearestWord() {}

  /** The nearest of the words; empty where none is near. */
  public static Optional<String> to(String typed, Collection<String> words) {
    return words.stream()
        .filter(word -> edits(word, typed) <= MOST_EDITS)
        .min(Comparator.comparingInt(word -> edits(word, typed)));
  }

  private static int edits(String word, String typed) {
    return Alignment.of(letters(word), letters(typed)).errors();
  }

  private static List<String> letters(String word) {
    return word.codePoints().mapToObj(Character::toString).toList();
  }
}
