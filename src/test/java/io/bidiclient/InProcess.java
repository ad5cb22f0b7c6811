package io.bidiclient;

import io.bidiclient.cli.Program;
import java.util.HashMap;
import java.util.Map;

/**
 * The command line in this process: the same arguments, variables and results as {@link
 * JarProcess}, without the start of a JVM. For rows of a table of which three go through the jar.
 */
public final class InProcess {
  private final String[] arguments;
  private final Map<String, String> environment = new HashMap<>(System.getenv());

  private InProcess(String... arguments) {
    this.arguments = arguments;
    environment.keySet().removeIf(name -> name.startsWith("BIDI_") || name.startsWith("AWS_"));
  }

  /** The program with the given arguments. */
  public static InProcess of(String... arguments) {
    return new InProcess(arguments);
  }

  /** Runs it here or, where that is asked for, as the packaged jar; with nothing on its input. */
  public static JarProcess.Finished run(boolean packaged, String... arguments) throws Exception {
    return packaged ? JarProcess.of(arguments).run() : of(arguments).run();
  }

  /**
   * Sets variables of its environment. AWS's SDK reads this process's own: {@link LocalCredentials}
   * gives it keys.
   */
  public InProcess env(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Runs it to its end with nothing on its standard input. */
  public JarProcess.Finished run() {
    return run(new byte[0]);
  }

  /** Runs it to its end with the given bytes on its standard input. */
  public JarProcess.Finished run(byte[] input) {
    Program run = Program.run(environment, input, arguments);
    return new JarProcess.Finished(run.code(), run.out(), run.err());
  }
}
