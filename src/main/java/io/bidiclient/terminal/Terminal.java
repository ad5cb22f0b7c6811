package io.bidiclient.terminal;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.SystemWords;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.text.PrintableText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The person's two streams: stdout for what was asked for, stderr for everything said about it. The
 * only place that writes to either. Safe for use from many threads.
 */
public final class Terminal {
  private final Screen screen;
  private final Writer out;
  private final PrintWriter err;
  private final TerminalSize size = new TerminalSize();

  /** Two streams that lead to different places. */
  public Terminal(OutputStream out, OutputStream err) {
    this(out, err, false);
  }

  /**
   * UTF-8 on both, whatever the locale: a transcript is data.
   *
   * @param one whether both lead to one terminal
   */
  public Terminal(OutputStream out, OutputStream err, boolean one) {
    this.screen =
        new Screen(
            new OutputStreamWriter(out, StandardCharsets.UTF_8),
            new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8)),
            one);
    this.out = new OutWriter();
    this.err = new PrintWriter(new ErrWriter(), true);
  }

  /** Where data goes; whoever writes flushes. */
  public Writer out() {
    return out;
  }

  /** Where picocli says what it has to say. */
  public PrintWriter err() {
    return err;
  }

  /** Says a line to the person. */
  public void say(String line) {
    add("bidi-client: " + line);
  }

  /** Adds a line to what was said before. What others wrote in it is made safe to show. */
  public void add(String line) {
    screen.say(PrintableText.line(line) + System.lineSeparator());
  }

  /** Shows rows below all that is written and said, in place of those that were there. */
  public void rows(List<String> lines, int columns) {
    screen.rows(lines, columns);
  }

  /** Takes the rows away. */
  public void noRows() {
    screen.noRows();
  }

  /** Takes the rows away before the process is ended. */
  public void leave() {
    screen.leave();
  }

  /** How large it is, where rows can be drawn on it. */
  public Optional<TerminalSize.Size> size() {
    return size.now();
  }

  /** Says what went wrong and what to do. */
  public void tell(Problem problem) {
    say(problem.message());
    if (!problem.hint().isEmpty()) {
      add("  hint: " + problem.hint());
    }
  }

  /**
   * Prints what was asked for.
   *
   * @return whether somebody may read it; false where the reader went away, which is no error
   * @throws CommandException where it cannot be written for another reason
   */
  public boolean print(String text) throws CommandException {
    try {
      out.write(text);
      out.flush();
      return true;
    } catch (IOException e) {
      if (SystemWords.isReaderGone(e)) {
        return false;
      }
      throw new CommandException(WriteFailure.of("to standard output", e), e);
    }
  }

  /** Shows where a fault of ours happened. */
  public void trace(Throwable fault) {
    fault.printStackTrace(err);
  }

  /** Gathers what is written until it is flushed. */
  private abstract static class Gathering extends Writer {
    private final StringBuilder gathered = new StringBuilder();

    @Override
    public void write(char[] text, int from, int length) {
      synchronized (lock) {
        gathered.append(text, from, length);
      }
    }

    @Override
    public void flush() throws IOException {
      synchronized (lock) {
        String text = gathered.toString();
        gathered.setLength(0);
        pass(text);
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }

    abstract void pass(String text) throws IOException;
  }

  private final class OutWriter extends Gathering {
    @Override
    void pass(String text) throws IOException {
      screen.write(text);
    }
  }

  private final class ErrWriter extends Gathering {
    @Override
    void pass(String text) {
      if (!text.isEmpty()) {
        screen.say(PrintableText.lines(text));
      }
    }
  }
}
