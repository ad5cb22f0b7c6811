package io.bidiclient.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a transcribed text differs from its reference, in the fewest edits (Levenshtein). The rate is
 * edits over the reference's length; over an empty reference it is 0 for no text and 1 for
 * anything.
 *
 * @param edits the edits, in order; empty where the texts are too long to show them
 * @param errors substitutions, insertions and deletions
 * @param length of the reference
 */
public record Alignment(List<Edit> edits, int errors, int length) {
  /** Above so many cells the edits are not kept, only counted. */
  private static final long MOST_CELLS = 25_000_000;

  /** What was done to a unit of the reference. */
  public enum Kind {
    /** Heard as it stands. */
    MATCH,
    /** Heard as another. */
    SUBSTITUTION,
    /** Heard, and not in the reference. */
    INSERTION,
    /** Missing from the transcript. */
    DELETION
  }

  /**
   * One step.
   *
   * @param kind what was done
   * @param reference the unit there; empty for an insertion
   * @param heard the unit in the transcript; empty for a deletion
   */
  public record Edit(Kind kind, String reference, String heard) {}

  /** Aligns two lists of words or characters. */
  public static Alignment of(List<String> reference, List<String> heard) {
    boolean kept = (reference.size() + 1L) * (heard.size() + 1L) <= MOST_CELLS;
    byte[][] steps = new byte[kept ? reference.size() + 1 : 0][kept ? heard.size() + 1 : 0];
    int[] above = new int[heard.size() + 1];
    for (int j = 0; j <= heard.size(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= reference.size(); i++) {
      int[] row = new int[heard.size() + 1];
      row[0] = i;
      for (int j = 1; j <= heard.size(); j++) {
        boolean same = reference.get(i - 1).equals(heard.get(j - 1));
        int both = above[j - 1] + (same ? 0 : 1);
        int deleted = above[j] + 1;
        int inserted = row[j - 1] + 1;
        row[j] = Math.min(both, Math.min(deleted, inserted));
        if (kept) {
          steps[i][j] = (byte) (row[j] == both ? 0 : row[j] == deleted ? 1 : 2);
        }
      }
      above = row;
    }
    List<Edit> edits = kept ? edits(reference, heard, steps) : List.of();
    return new Alignment(edits, above[heard.size()], reference.size());
  }

  /** Errors over the reference's length; above 1 where the transcript has more than was said. */
  public double rate() {
    return length == 0 ? Math.min(errors, 1) : errors / (double) length;
  }

  private static List<Edit> edits(List<String> reference, List<String> heard, byte[][] steps) {
    List<Edit> edits = new ArrayList<>();
    int i = reference.size();
    int j = heard.size();
    while (i > 0 || j > 0) {
      if (i > 0 && j > 0 && steps[i][j] == 0) {
        String said = reference.get(--i);
        String got = heard.get(--j);
        edits.add(new Edit(said.equals(got) ? Kind.MATCH : Kind.SUBSTITUTION, said, got));
      } else if (j == 0 || (i > 0 && steps[i][j] == 1)) {
        edits.add(new Edit(Kind.DELETION, reference.get(--i), ""));
      } else {
        edits.add(new Edit(Kind.INSERTION, "", heard.get(--j)));
      }
    }
    Collections.reverse(edits);
    return List.copyOf(edits);
  }
}
