package io.bidiclient.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How large the controlling terminal is, asked for anew every second. */
public final class TerminalSize {
  private static final int NARROWEST = 20;
  private static final int LOWEST = 3;
  private static final long KEPT = TimeUnit.SECONDS.toNanos(1);

  private Optional<Size> size = Optional.empty();
  private long until = System.nanoTime();

  /** So many lines and columns. */
  public record Size(int lines, int columns) {
    /** Reads what {@code stty size} prints; empty where it says nothing or too little for rows. */
    static Optional<Size> of(String printed) {
      String[] parts = printed.strip().split(" ", -1);
      if (parts.length != 2) {
        return Optional.empty();
      }
      try {
        Size size = new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        return Optional.of(size).filter(s -> s.lines >= LOWEST && s.columns >= NARROWEST);
      } catch (NumberFormatException e) {
        // Words instead of numbers, as where it is no terminal.
        return Optional.empty();
      }
    }
  }

  /** Its size; empty where it cannot be known or is too small for rows. */
  synchronized Optional<Size> now() {
    if (System.nanoTime() - until >= 0) {
      size = ask();
      until = System.nanoTime() + KEPT;
    }
    return size;
  }

  private static Optional<Size> ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return Size.of(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // No stty, or no terminal.
      return Optional.empty();
    }
  }
}
