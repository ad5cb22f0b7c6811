package io.bidiclient.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a terminal from a file or a pipe, where the system shows what a descriptor leads to. */
final class Tty {
  static final int STDOUT = 1;
  static final int STDERR = 2;

  private Tty() {}

  /** Whether the descriptor is a terminal; false where that cannot be known. */
  static boolean isTerminal(int descriptor) {
    try {
      String leadsTo = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return leadsTo.startsWith("/dev/pts/") || leadsTo.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // No /proc, as on macOS.
      return false;
    }
  }
}
