package io.bidiclient.cli;

import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.Logs;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.terminal.Tty;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The program's door: the only class that ends the process. */
public final class Main {
  /** Since this version Java warns of what Netty calls in sun.misc.Unsafe (JEP 498). */
  private static final int JAVA_THAT_WARNS = 24;

  private static final String NETTY_WITHOUT_UNSAFE = "io.netty.noUnsafe";
  private static final String NETTY_LEAK_DETECTION = "io.netty.leakDetection.level";
  private static final String NETTY_PROCESS = "io.netty.processId";
  private static final String NETTY_MACHINE = "io.netty.machineId";
  private static final String PICOCLI_WITHOUT_READERS = "picocli.converters.excludes";

  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    prepareLibraries();
    Logs.loadIfShown();
    // The descriptors themselves: a PrintStream would hide why a write failed.
    Terminal terminal =
        new Terminal(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            Tty.isOne());
    Interruption interruption = listen(terminal);
    ProcessContext surroundings =
        new ProcessContext(input(), terminal, System.getenv(), interruption);
    int code = CommandLineProgram.run(args, surroundings);
    interruption.finish();
    System.exit(code);
  }

  /** Has an interruption leave the terminal as it was found. */
  static Interruption listen(Terminal terminal) {
    Interruption interruption = new Interruption();
    interruption.listen(terminal::leave);
    return interruption;
  }

  /** Before the first class of a library is loaded. */
  static void prepareLibraries() {
    // Netty would follow one buffer in 128 to find those that are never freed.
    setUnlessSet(NETTY_LEAK_DETECTION, "disabled");
    // Parts of a channel's name in Netty's logs: it would look for them at all network interfaces,
    // and by reflection.
    setUnlessSet(NETTY_PROCESS, Long.toString(ProcessHandle.current().pid()));
    setUnlessSet(NETTY_MACHINE, "00:00:00:00:00:00");
    // Picocli's own readers of times and paths: ours take their place, or nothing asks for them.
    setUnlessSet(PICOCLI_WITHOUT_READERS, "java[.].*");
    if (Runtime.version().feature() >= JAVA_THAT_WARNS) {
      setUnlessSet(NETTY_WITHOUT_UNSAFE, "true");
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Standard input; one that every read of fails where the process was started without. */
  private static InputStream input() {
    if (!Tty.isClosed(Tty.STDIN)) {
      return System.in;
    }
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("it is closed");
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return read();
      }
    };
  }
}
