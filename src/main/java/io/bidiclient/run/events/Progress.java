package io.bidiclient.run.events;

import io.bidiclient.terminal.Terminal;
import io.bidiclient.terminal.TerminalSize;
import io.bidiclient.terminal.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Shows how far the running inputs have come: redrawn in place on a terminal, or a line each every
 * ten seconds elsewhere. Safe for use from many threads.
 */
public final class Progress implements AutoCloseable {
  /** How it is shown. */
  public enum Form {
    /** Not at all. */
    NONE,
    /** Rows at the foot of the terminal. */
    ROWS,
    /** The same, in colour. */
    COLORED,
    /** Lines in a log. */
    LINES
  }

  private static final int MOST_ROWS = 10;
  private static final long REDRAW_MILLIS = 100;
  private static final long LINES_MILLIS = 10_000;

  private final Terminal terminal;
  private final Form form;
  private final List<ProgressRow> rows = new CopyOnWriteArrayList<>();

  /** Nothing is drawn any more; guarded by this. */
  private boolean closed;

  private final Optional<Ticker> ticker;

  /** Starts to show what {@link #add} brings. */
  public Progress(Terminal terminal, Form form) {
    this.terminal = terminal;
    this.form = form;
    long period = form == Form.LINES ? LINES_MILLIS : REDRAW_MILLIS;
    this.ticker =
        form == Form.NONE ? Optional.empty() : Optional.of(Ticker.every(period, this::show));
  }

  /** Whether anything is shown at all. */
  public boolean isShown() {
    return form != Form.NONE;
  }

  public void add(ProgressRow row) {
    rows.add(row);
  }

  public synchronized void remove(ProgressRow row) {
    rows.remove(row);
    if (rows.isEmpty()) {
      erase();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    ticker.ifPresent(Ticker::close);
    erase();
  }

  private synchronized void show() {
    if (closed) {
      return;
    }
    if (form == Form.LINES) {
      rows.forEach(row -> terminal.say(row.text(Integer.MAX_VALUE, false)));
      return;
    }
    terminal.size().ifPresentOrElse(this::draw, this::erase);
  }

  private void draw(TerminalSize.Size size) {
    List<String> lines = new ArrayList<>();
    // The text's own line and one above it stay in sight.
    rows.stream()
        .limit(Math.min(MOST_ROWS, size.lines() - 2))
        .forEach(row -> lines.add(row.text(size.columns(), form == Form.COLORED)));
    terminal.rows(lines, size.columns());
  }

  private void erase() {
    if (form == Form.ROWS || form == Form.COLORED) {
      terminal.noRows();
    }
  }
}
