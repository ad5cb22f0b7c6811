package io.bidiclient.simulation;

import java.util.ArrayList;
import java.util.List;

/** Where two sequences of words differ: a shortest list of hunks. */
final class WordDiff {
  /** Cells above which hunks are not told apart. */
  private static final long MOST_CELLS = 20_000_000;

  private WordDiff() {}

  /**
   * A place where the two differ.
   *
   * @param at index of the first word of it in what was spoken
   * @param missing spoken words that are not there
   * @param printedAt index of the first word of it in what was printed
   * @param extra printed words that were not spoken there
   */
  record Hunk(int at, int missing, int printedAt, int extra) {}

  /** The hunks, in order; none where the two are the same. */
  static List<Hunk> of(List<String> spoken, List<String> printed) {
    int head = 0;
    int most = Math.min(spoken.size(), printed.size());
    while (head < most && spoken.get(head).equals(printed.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && spoken.get(spoken.size() - 1 - tail).equals(printed.get(printed.size() - 1 - tail))) {
      tail++;
    }
    int rows = spoken.size() - head - tail;
    int columns = printed.size() - head - tail;
    if (rows == 0 && columns == 0) {
      return List.of();
    }
    if (rows == 0 || columns == 0 || (long) rows * columns > MOST_CELLS) {
      return List.of(new Hunk(head, rows, head, columns));
    }
    return hunks(spoken.subList(head, head + rows), printed.subList(head, head + columns), head);
  }

  private static List<Hunk> hunks(List<String> spoken, List<String> printed, int offset) {
    int rows = spoken.size();
    int columns = printed.size();
    int[][] common = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            spoken.get(i).equals(printed.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Hunk> hunks = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      int fromRow = i;
      int fromColumn = j;
      while ((i < rows || j < columns)
          && !(i < rows && j < columns && spoken.get(i).equals(printed.get(j)))) {
        if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      if (i > fromRow || j > fromColumn) {
        hunks.add(new Hunk(offset + fromRow, i - fromRow, offset + fromColumn, j - fromColumn));
      }
      while (i < rows && j < columns && spoken.get(i).equals(printed.get(j))) {
        i++;
        j++;
      }
    }
    return hunks;
  }
}
