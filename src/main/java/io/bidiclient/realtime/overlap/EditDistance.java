package io.bidiclient.realtime.overlap;

/**
 * How many letters must be put in, left out or changed to make one word of others (Levenshtein's
 * distance), for one word that is compared with many: a bit for each of its letters takes the place
 * of a row of numbers. Immutable and safe for many threads.
 *
 * @see <a href="https://doi.org/10.1145/316542.316550">Myers: A fast bit-vector algorithm for
 *     approximate string matching</a>, for whole words as Hyyrö has it
 */
final class EditDistance {
  /** Letters that have a bit. */
  private static final int LONGEST = Long.SIZE;

  /** Letters are told apart by so many of their lowest bits where a table is to be small. */
  private static final int TABLE = 128;

  private final String word;

  /** For each letter below {@link #TABLE}, where it stands in the word. */
  private final long[] places = new long[TABLE];

  private final long letters;

  /** The distances from a word. */
  EditDistance(String word) {
    this.word = word;
    this.letters = letters(word);
    for (int i = 0; i < Math.min(LONGEST, word.length()); i++) {
      if (word.charAt(i) < TABLE) {
        places[word.charAt(i)] |= 1L << i;
      }
    }
  }

  /** Which letters a word has, each as one of 64 kinds. */
  static long letters(String word) {
    long letters = 0;
    for (int i = 0; i < word.length(); i++) {
      letters |= 1L << word.charAt(i);
    }
    return letters;
  }

  /**
   * A bound that is quickly found: the distance is not less.
   *
   * @param itsLetters {@link #letters} of the other word
   */
  int least(long itsLetters, int itsLength) {
    int other =
        Math.max(Long.bitCount(letters & ~itsLetters), Long.bitCount(itsLetters & ~letters));
    return Math.max(other, Math.abs(word.length() - itsLength));
  }

  /** The distance to another word. */
  int to(String other) {
    int size = word.length();
    if (size == 0 || size > LONGEST) {
      return size == 0 ? other.length() : byTable(other);
    }
    long up = -1L;
    long down = 0;
    long last = 1L << (size - 1);
    int distance = size;
    for (int i = 0; i < other.length(); i++) {
      long equal = places(other.charAt(i));
      long diagonal = (((equal & up) + up) ^ up) | equal | down;
      long more = down | ~(diagonal | up);
      long less = up & diagonal;
      distance += (more & last) != 0 ? 1 : (less & last) != 0 ? -1 : 0;
      more = (more << 1) | 1;
      less <<= 1;
      up = less | ~(diagonal | more);
      down = more & diagonal;
    }
    return distance;
  }

  private long places(char letter) {
    if (letter < TABLE) {
      return places[letter];
    }
    long found = 0;
    for (int i = 0; i < word.length(); i++) {
      found |= word.charAt(i) == letter ? 1L << i : 0;
    }
    return found;
  }

  private int byTable(String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= word.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = corner + (word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
