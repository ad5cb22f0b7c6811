package io.bidiclient.run.hook;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A program that runs, and all of whose output is told to the person. */
final class HookProcess {
  private final String name;
  private final Process process;

  private HookProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts it, without the key that posts are signed with.
   *
   * @param say takes a line that it prints, on a thread of its own
   */
  static HookProcess start(List<String> command, Consumer<String> say) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove(WebhookSignature.VARIABLE);
    HookProcess started = new HookProcess(name(command), builder.start());
    Thread reader = new Thread(() -> started.read(say), "hook output");
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  /**
   * Refuses a program that is not there, before it is needed.
   *
   * @param path directories as in the variable {@code PATH}
   */
  static void check(List<String> command, String path) throws IOException {
    Path program = Path.of(command.get(0));
    boolean named = program.getNameCount() == 1 && !program.isAbsolute();
    Stream<Path> places =
        named
            ? Arrays.stream(path.split(File.pathSeparator, -1)).map(d -> Path.of(d, program + ""))
            : Stream.of(program);
    if (places.noneMatch(place -> isProgram(place) || isProgram(Path.of(place + ".exe")))) {
      throw new IOException("no program '" + program + "' was found");
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** The program without its directory. */
  static String name(List<String> command) {
    return String.valueOf(Path.of(command.get(0)).getFileName());
  }

  String name() {
    return name;
  }

  /** Its standard input. */
  BufferedWriter in() {
    return process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Gives it all of its input; a program that does not want it is left alone. */
  void give(String text) {
    try (BufferedWriter in = in()) {
      in.write(text);
    } catch (IOException e) {
      // Its exit code says whether that was right.
      return;
    }
  }

  /** Ends its input and waits for it. */
  void end() throws IOException, InterruptedException {
    closeInput();
    check(process.waitFor());
  }

  /** The same, but no longer than that. */
  void end(Duration patience) throws IOException, InterruptedException {
    closeInput();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("it was still running after " + patience.toSeconds() + " s");
    }
    check(process.exitValue());
  }

  void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void closeInput() {
    try {
      in().close();
    } catch (IOException e) {
      // What it has not read it does not want; its exit code says whether that was right.
      return;
    }
  }

  private static void check(int code) throws IOException {
    if (code != 0) {
      throw new IOException("it exited with " + code);
    }
  }

  private void read(Consumer<String> say) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        say.accept(name + ": " + line);
      }
    } catch (IOException e) {
      say.accept(name + ": its output ended: " + e.getMessage());
    }
  }
}
