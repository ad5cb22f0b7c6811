package io.bidiclient.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Tells a terminal from a file or a pipe. */
public final class Tty {
  public static final int STDIN = 0;
  public static final int STDOUT = 1;
  public static final int STDERR = 2;

  private Tty() {}

  /** Whether the descriptor is a terminal; false where that cannot be known. */
  public static boolean isTerminal(int descriptor) {
    try {
      String leadsTo = leadsTo(descriptor);
      return leadsTo.startsWith("/dev/pts/") || leadsTo.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // No /proc, as on macOS.
      return inherited(descriptor);
    }
  }

  /** Whether the descriptor is a file of any kind, no pipe; false where that cannot be known. */
  public static boolean isFile(int descriptor) {
    try {
      return leadsTo(descriptor).startsWith("/");
    } catch (IOException | UnsupportedOperationException e) {
      // No /proc, as on macOS.
      return false;
    }
  }

  /** Whether the descriptor is a regular file; false where that cannot be known. */
  public static boolean isRegularFile(int descriptor) {
    return Files.isRegularFile(Path.of("/proc/self/fd/" + descriptor));
  }

  /**
   * Whether the process was started without the descriptor, as by {@code <&-}: Java's own file of
   * classes then has its number, and whoever closed it would end the process.
   */
  public static boolean isClosed(int descriptor) {
    try {
      Path java = Path.of(System.getProperty("java.home")).toRealPath();
      return Path.of(leadsTo(descriptor)).startsWith(java);
    } catch (IOException | UnsupportedOperationException e) {
      // No /proc, as on macOS.
      return false;
    }
  }

  /** Whether both streams are terminals, and the same one as far as can be known. */
  public static boolean isOne() {
    if (!isTerminal(STDOUT) || !isTerminal(STDERR)) {
      return false;
    }
    try {
      return leadsTo(STDOUT).equals(leadsTo(STDERR));
    } catch (IOException | UnsupportedOperationException e) {
      // Two terminals for one process are rare.
      return true;
    }
  }

  /** Whether it is said to know no control sequences. */
  public static boolean isDumb(Map<String, String> environment) {
    return "dumb".equals(environment.get("TERM"));
  }

  /** Has a process that inherits the descriptor look at it, as POSIX's {@code test -t} does. */
  static boolean inherited(int descriptor) {
    ProcessBuilder test =
        new ProcessBuilder("test", "-t", String.valueOf(descriptor))
            .redirectOutput(descriptor == STDOUT ? Redirect.INHERIT : Redirect.DISCARD)
            .redirectError(descriptor == STDERR ? Redirect.INHERIT : Redirect.DISCARD);
    try {
      return exit(test.start()).filter(code -> code == 0).isPresent();
    } catch (IOException e) {
      // No such program: no terminal of the kind that rows are drawn on.
      return false;
    }
  }

  private static Optional<Integer> exit(Process process) {
    try {
      return Optional.of(process.waitFor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String leadsTo(int descriptor) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
  }
}
