package io.bidiclient.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Text that streams, lines that are said and rows at the foot, each written around the others. The
 * cursor stands where the text goes on; the rows stand on the lines below it. Its lock is the only
 * way to either stream. Safe for use from many threads.
 *
 * <p>The control sequences are CUU, CHA and ED of ECMA-48, and DECAWM of the VT100.
 */
final class Screen {
  private static final String CLEAR = "\u001b[J";
  private static final String NEXT = "\r\n";

  /** DECAWM off, and on again. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";
  private static final int USUAL = 80;
  private static final long LONGEST_LEAVE_MILLIS = 200;

  private final ReentrantLock lock = new ReentrantLock();
  private final Writer out;
  private final PrintWriter err;
  private final boolean one;

  /** Where the text has come to; guarded by lock. */
  private final CursorTracker caret = new CursorTracker(USUAL);

  /** Shown at the foot; guarded by lock. */
  private List<String> rows = List.of();

  /** No rows any more; guarded by lock. */
  private boolean left;

  /**
   * A screen without rows.
   *
   * @param one whether both streams lead to one terminal
   */
  Screen(Writer out, PrintWriter err, boolean one) {
    this.out = out;
    this.err = err;
    this.one = one;
  }

  /** Goes on with the text of standard output. */
  void write(String text) throws IOException {
    lock.lock();
    try {
      if (one && !text.isEmpty()) {
        erase();
        caret.advance(text);
      }
      out.write(text);
      out.flush();
      if (one && !text.isEmpty()) {
        draw();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds whole lines to what is said; text that stands on its line ends there. */
  void say(String lines) {
    lock.lock();
    try {
      erase();
      if (caret.column() > 0) {
        err.print(NEXT);
      }
      err.print(lines);
      caret.advance("\n");
      draw();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Shows rows in place of those that were there.
   *
   * @param columns how wide the terminal is; each row is narrower
   */
  void rows(List<String> lines, int columns) {
    lock.lock();
    try {
      erase();
      caret.resize(columns);
      rows = left ? List.of() : List.copyOf(lines);
      draw();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the rows away. */
  void noRows() {
    lock.lock();
    try {
      erase();
      rows = List.of();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the rows for good, for a process that is about to end; waits for no stuck terminal. */
  void leave() {
    try {
      if (lock.tryLock(LONGEST_LEAVE_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          left = true;
          noRows();
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String up(int lines) {
    return lines == 0 ? "" : "\u001b[" + lines + "A";
  }

  /** Takes the rows away; the cursor then is as the text left it. */
  private void erase() {
    if (rows.isEmpty()) {
      return;
    }
    // At the edge the cursor stands on the last character, which clearing would take away.
    err.print(caret.isAtEdge() ? NEXT + CLEAR + up(1) + caret.lastAgain() : CLEAR);
    err.flush();
  }

  private void draw() {
    if (!rows.isEmpty()) {
      boolean below = caret.column() > 0;
      // A terminal that has just become narrower cuts the rows off: wrapped, they would be more.
      err.print((below ? NEXT : "") + NO_WRAP + String.join(NEXT, rows) + WRAP);
      err.print(up(below ? rows.size() : rows.size() - 1));
      err.print(CursorTracker.toColumn(Math.min(caret.column(), caret.columns() - 1)));
    }
    err.flush();
  }
}
