package io.bidiclient.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How wide the controlling terminal is, asked for anew every two seconds. */
final class TerminalWidth {
  private static final int USUAL = 80;
  private static final int NARROWEST = 20;
  private static final long KEPT = TimeUnit.SECONDS.toNanos(2);

  private int columns = USUAL;
  private long until = System.nanoTime();

  /** Its columns; 80 where they cannot be known. */
  synchronized int columns() {
    if (System.nanoTime() - until >= 0) {
      columns = ask();
      until = System.nanoTime() + KEPT;
    }
    return columns;
  }

  private static int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] parts = size.strip().split(" ", -1);
      return parts.length == 2 ? Math.max(NARROWEST, Integer.parseInt(parts[1])) : USUAL;
    } catch (IOException | NumberFormatException e) {
      // No stty, or no terminal: a usual width does no harm.
      return USUAL;
    }
  }
}
