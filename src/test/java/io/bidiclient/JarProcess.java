package io.bidiclient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a process of its own, the way a person runs it. */
public final class JarProcess {
  /** Longer than any run of a test takes; a hang becomes a failure. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What makes AWS's SDK sign with keys of no account, and ask nothing and nobody else. */
  public static final Map<String, String> AWS_KEYS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "hush",
          "AWS_CONFIG_FILE", "/nonexistent",
          "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent",
          "AWS_EC2_METADATA_DISABLED", "true");

  private final List<String> command = new ArrayList<>();
  private final ProcessBuilder builder = new ProcessBuilder();

  private JarProcess(List<String> jvm, String... arguments) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-jar");
    command.add(System.getProperty("bidi.jar"));
    command.addAll(List.of(arguments));
    builder.command(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("BIDI_"));
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
  }

  /** The jar with the given arguments, its classes from an archive that the build makes once. */
  public static JarProcess of(String... arguments) {
    return new JarProcess(ClassArchive.options(), arguments);
  }

  /** The jar as {@code java -jar} runs it, with no option of the JVM's. */
  public static JarProcess plain(String... arguments) {
    return new JarProcess(List.of(), arguments);
  }

  /** The same in a JVM with more options. */
  public static JarProcess withJvm(List<String> jvm, String... arguments) {
    List<String> options = new ArrayList<>(ClassArchive.options());
    options.addAll(jvm);
    return new JarProcess(options, arguments);
  }

  /** The same as a line of a shell, which adds the arguments. */
  public static String shellCommand() {
    return String.join(" ", of().command);
  }

  /** The jar as another Java runs it. */
  public static JarProcess withJava(Path java, String... arguments) {
    JarProcess process = plain(arguments);
    process.command.set(0, java.toString());
    process.builder.command(process.command);
    return process;
  }

  /** Sets variables of its environment. */
  public JarProcess env(Map<String, String> variables) {
    builder.environment().putAll(variables);
    return this;
  }

  /** Has its standard output written to a file or device. */
  public JarProcess writingTo(Path place) {
    builder.redirectOutput(place.toFile());
    return this;
  }

  /** Runs it to its end with nothing on its standard input. */
  public Finished run() throws IOException, InterruptedException {
    return start().finish();
  }

  /** Runs it to its end with the given bytes on its standard input. */
  public Finished run(byte[] input) throws IOException, InterruptedException {
    Running running = start();
    running.type(input);
    return running.finish();
  }

  /** Starts it and leaves its streams to the caller. */
  public Process spawn() throws IOException {
    return builder.start();
  }

  /** Starts it; all that it writes is kept. */
  public Running start() throws IOException {
    return new Running(builder.start());
  }

  /**
   * Sends a process a signal; whether it was still there to take it.
   *
   * @param name such as INT
   */
  public static boolean signal(Process process, String name)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .redirectErrorStream(true)
            .start();
    return kill.waitFor() == 0;
  }

  /** A process that was started. */
  public static final class Running {
    private final Process process;
    private final CompletableFuture<byte[]> out;
    private final CompletableFuture<byte[]> err;

    private Running(Process process) {
      this.process = process;
      this.out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
      this.err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    }

    /** The process itself. */
    public Process process() {
      return process;
    }

    /** Writes to its standard input and closes that; a process that reads no more is no error. */
    public void type(byte[] input) {
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
          throw new UncheckedIOException(e);
        }
      }
    }

    /** Waits for its end. */
    public Finished finish() throws IOException, InterruptedException {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "still running after " + LIMIT + ": " + new String(err.join(), StandardCharsets.UTF_8));
      }
      return new Finished(
          process.exitValue(),
          new String(out.join(), StandardCharsets.UTF_8),
          new String(err.join(), StandardCharsets.UTF_8));
    }

    private static byte[] read(InputStream stream) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try {
        stream.transferTo(all);
        return all.toByteArray();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * What a process left behind.
   *
   * @param code its exit code
   * @param out all of its standard output
   * @param err all of its standard error
   */
  public record Finished(int code, String out, String err) {
    /**
     * The first line that it said, without the emulator's introduction and warnings of the clock.
     */
    public String firstComplaint() {
      return err.lines()
          .filter(line -> !line.contains("Morse") && !line.contains("do not count frames"))
          .findFirst()
          .orElse("");
    }
  }
}
