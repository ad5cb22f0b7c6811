package io.bidiclient.terminal;

import io.bidiclient.text.Columns;

/**
 * Where text has come to on a terminal's line. A terminal that has just filled a line stays on its
 * last column until more comes: {@link #column} then is the width itself. Guarded by its screen.
 *
 * @see <a href="https://vt100.net/docs/vt100-ug/chapter3.html">VT100 User Guide, DECAWM</a>
 */
final class CursorTracker {
  private static final int TAB = 8;

  private int columns;
  private int column;

  /** Columns from the line's beginning, over all the rows that it was wrapped to. */
  private int cells;

  /** The character before it, with its marks. */
  private final StringBuilder last = new StringBuilder();

  CursorTracker(int columns) {
    this.columns = columns;
  }

  /** Columns to its left on its row. */
  int column() {
    return column;
  }

  int columns() {
    return columns;
  }

  /** Whether the row is full and the next character will wrap. */
  boolean isAtEdge() {
    return column == columns;
  }

  /** What brings it back to the edge, which no control sequence does: the last character again. */
  String lastAgain() {
    return toColumn(columns - Columns.width(last.toString())) + last;
  }

  /** Goes on over text that is written. */
  void advance(String text) {
    text.codePoints().forEach(this::advance);
  }

  /** Goes where a terminal that wraps its lines anew has it after a change of width. */
  void resize(int wide) {
    if (wide != columns) {
      columns = wide;
      column = cells == 0 ? 0 : (cells - 1) % wide + 1;
    }
  }

  private void advance(int c) {
    if (c == '\n' || c == '\r') {
      column = 0;
      cells = 0;
      last.setLength(0);
    } else if (c == '\t') {
      int stop = Math.min(columns - 1, (column / TAB + 1) * TAB);
      cells += Math.max(0, stop - column);
      column = Math.max(column, stop);
    } else if (!Character.isISOControl(c)) {
      print(c);
    }
  }

  private void print(int c) {
    int width = Columns.width(Character.toString(c));
    if (width > 0) {
      if (column + width > columns) {
        cells += columns - column;
        column = 0;
      }
      last.setLength(0);
    }
    last.appendCodePoint(c);
    column += width;
    cells += width;
  }

  /** Moves to a column, counted from 0. */
  static String toColumn(int column) {
    return "\u001b[" + (column + 1) + "G";
  }
}
