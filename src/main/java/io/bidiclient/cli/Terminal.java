package io.bidiclient.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The person's two streams: stdout for what was asked for, stderr for everything said about it. The
 * only place that writes to either. Safe for use from many threads.
 */
final class Terminal {
  private final Writer out;
  private final PrintWriter err;
  private final TerminalWidth width = new TerminalWidth();

  /** Shown at the foot; guarded by this. */
  private List<String> rows = List.of();

  /** UTF-8 on both, whatever the locale: a transcript is data. */
  Terminal(OutputStream out, OutputStream err) {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
  }

  /** Where data goes; whoever writes flushes. */
  Writer out() {
    return out;
  }

  /** Where picocli says what it has to say. */
  PrintWriter err() {
    return err;
  }

  /** Says a line to the person. */
  void say(String line) {
    add("bidi-client: " + line);
  }

  /** Adds a line to what was said before. */
  synchronized void add(String line) {
    erase();
    err.println(line);
    draw();
  }

  /** Shows rows below all that is said, in place of those that were there; none to end it. */
  synchronized void rows(List<String> lines) {
    erase();
    rows = List.copyOf(lines);
    draw();
    err.flush();
  }

  /** How many columns there are for the rows. */
  int columns() {
    return width.columns();
  }

  private void erase() {
    if (!rows.isEmpty()) {
      err.print("\u001b[" + rows.size() + "A\r\u001b[J");
    }
  }

  private void draw() {
    rows.forEach(row -> err.print(row + "\n"));
  }

  /** Says what went wrong and what to do. */
  void tell(Problem problem) {
    say(problem.message());
    if (!problem.hint().isEmpty()) {
      add("  hint: " + problem.hint());
    }
  }

  /** Prints what was asked for with an option such as {@code --explain}. */
  void print(String text) {
    try {
      out.write(text);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows where a fault of ours happened. */
  void trace(Throwable fault) {
    fault.printStackTrace(err);
  }
}
