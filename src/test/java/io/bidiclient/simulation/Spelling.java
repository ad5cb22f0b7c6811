package io.bidiclient.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How one server writes the words that it hears, over all its sessions: it may word one otherwise
 * when it hears it again.
 */
final class Spelling {
  /** What is put behind a word to make it another; no word ends with it. */
  static final char OTHER = 'x';

  /** What is put behind a word where its punctuation changes. */
  static final char COMMA = ',';

  private final ServerKind kind;
  private final SplittableRandom random;
  private final Map<Long, Integer> hearings = new HashMap<>();

  Spelling(ServerKind kind, long seed) {
    this.kind = kind;
    this.random = new SplittableRandom(seed);
  }

  /** The text of a word with its space. */
  String write(SpokenWord word, boolean misheard) {
    int hearing = hearings.merge(word.start(), 1, Integer::sum);
    String text = misheard ? word.text().substring(1) : word.text();
    String worded = hearing == 1 ? text : reworded(text);
    return plain(worded, kind.spacing());
  }

  /** The length of a text without what is only there when a word is worded otherwise. */
  static int plainLength(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length += text.charAt(i) == OTHER || text.charAt(i) == COMMA ? 0 : 1;
    }
    return length;
  }

  /** A word as it is written the first time, with its space. */
  static String plain(String word, ServerKind.Spacing spacing) {
    return switch (spacing) {
      case BEFORE -> " " + word;
      case AFTER -> word + " ";
      case NONE -> word;
    };
  }

  /** Frames that the next word comes later than it might. */
  int jitter(int most) {
    return most == 0 ? 0 : random.nextInt(most + 1);
  }

  /** The text in up to so many parts, none of them half a UTF-16 pair. */
  List<String> split(String text, int most) {
    int count = text.codePointCount(0, text.length());
    int parts = most == 1 ? 1 : Math.min(count, random.nextInt(1, most + 1));
    List<String> split = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= parts; i++) {
      int to = text.offsetByCodePoints(0, count * i / parts);
      split.add(text.substring(from, to));
      from = to;
    }
    return split;
  }

  private String reworded(String text) {
    return switch (kind.rewording()) {
      case NONE -> text;
      case CASE -> random.nextInt(4) == 0 ? text.toUpperCase(Locale.ROOT) : text;
      case PUNCTUATION -> random.nextInt(4) == 0 ? text + COMMA : text;
      case WORD -> random.nextInt(10) == 0 ? text + OTHER : text;
    };
  }
}
