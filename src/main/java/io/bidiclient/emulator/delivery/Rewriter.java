package io.bidiclient.emulator.delivery;

import java.util.Locale;
import java.util.Set;

/** Writes the words of an utterance in another way, the same each time. */
final class Rewriter {
  private static final int COMMA_EVERY = 3;
  private static final int MISHEARD_EVERY = 5;

  private final Set<Rewording> changes;
  private int words;

  Rewriter(Set<Rewording> changes) {
    this.changes = changes;
  }

  /** The next word as it is written. */
  String word(String word) {
    words++;
    String written = word;
    if (changes.contains(Rewording.WORD) && words % MISHEARD_EVERY == 0) {
      written = Mishearing.wrong(written);
    }
    if (changes.contains(Rewording.CASE)) {
      String lower = written.toLowerCase(Locale.ROOT);
      written = lower.equals(written) ? written.toUpperCase(Locale.ROOT) : lower;
    }
    return changes.contains(Rewording.PUNCTUATION) ? marked(written) : written;
  }

  private String marked(String word) {
    String bare = word.replaceFirst("\\p{Punct}+$", "");
    if (!bare.isEmpty() && !bare.equals(word)) {
      return bare;
    }
    return words % COMMA_EVERY == 0 ? word + "," : word;
  }
}
