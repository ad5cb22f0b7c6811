package io.bidiclient.cli;

import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The program in this process, and what it left behind.
 *
 * @param code its exit code
 * @param out all of its standard output
 * @param err all of its standard error
 */
public record Program(int code, String out, String err) {
  /**
   * Runs it to its end.
   *
   * @param typed its standard input
   */
  public static Program run(Map<String, String> environment, String typed, String... arguments) {
    return run(environment, typed.getBytes(StandardCharsets.UTF_8), arguments);
  }

  /**
   * Runs it to its end.
   *
   * @param input its standard input
   */
  public static Program run(Map<String, String> environment, byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProcessContext surroundings =
        new ProcessContext(
            new ByteArrayInputStream(input),
            new Terminal(out, err),
            environment,
            new Interruption());
    int code = CommandLineProgram.run(arguments, surroundings);
    return new Program(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
