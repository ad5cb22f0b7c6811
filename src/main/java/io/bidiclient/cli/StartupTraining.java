package io.bidiclient.cli;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.Logs;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.terminal.Verbosity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people run, one after the other in one process, on a server in this process: for the JVM to
 * note which classes that needs (JEP 350, JEP 483). Packaging starts it, with {@code
 * BIDI_NO_PROGRESS=true}; no command leads here.
 */
public final class StartupTraining {
  private static final int WAV_HEADER = 44;

  private final Path sample;
  private final Path reference;
  private final Path folder;

  private StartupTraining(Path sample, Path reference, Path folder) {
    this.sample = sample;
    this.reference = reference;
    this.folder = folder;
  }

  /**
   * Runs all.
   *
   * @param args a file of audio, its text, and a folder for what is written
   * @throws IllegalStateException where a run does not end well, with what it said
   */
  public static void main(String[] args) throws IOException {
    Main.prepareLibraries();
    OutputStream nowhere = OutputStream.nullOutputStream();
    Main.listen(new Terminal(nowhere, nowhere)).finish();
    // As a run without -v, which is what most are: before the emulator has a logger.
    Logs.loadIfShown();
    Logs.show(Verbosity.SILENT);
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      new StartupTraining(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).runAll(emulator);
    }
  }

  private void runAll(Emulator emulator) throws IOException {
    String audio = sample.toString();
    List<String> fast = List.of("--pace", "max", "-q");
    List<String> aws =
        with(
            fast, "--endpoint-url", "http://127.0.0.1:" + emulator.port(), "--region", "eu-west-1");
    List<String> socket = with(fast, "--url", emulator.webSocketUrl());
    byte[] nothing = new byte[0];
    run(nothing, List.of("--help"));
    run(nothing, List.of("--version"));
    run(nothing, with(aws, audio));
    run(nothing, with(socket, audio));
    run(Files.readAllBytes(sample), with(fast, "-", "--local=morse"));
    run(nothing, with(aws, samples().toString(), "--raw", "s16le"));
    run(
        nothing,
        with(
            aws,
            audio,
            "--output-dir",
            folder.toString(),
            "--overwrite",
            "-o",
            "jsonl",
            "-o",
            "srt",
            "-o",
            "json",
            "--stats"));
    run(nothing, with(aws, "check", audio, "--reference", reference.toString()));
  }

  /** The sample without its header. */
  private Path samples() throws IOException {
    byte[] file = Files.readAllBytes(sample);
    return Files.write(
        folder.resolve("samples.pcm"), Arrays.copyOfRange(file, WAV_HEADER, file.length));
  }

  private static List<String> with(List<String> options, String... more) {
    return Stream.concat(Arrays.stream(more), options.stream()).toList();
  }

  private static void run(byte[] input, List<String> arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(said, said);
    ProcessContext context =
        new ProcessContext(
            new ByteArrayInputStream(input), terminal, System.getenv(), new Interruption());
    int code = CommandLineProgram.run(arguments.toArray(String[]::new), context);
    if (code != ExitCode.OK.code()) {
      throw new IllegalStateException(
          arguments + " ended with " + code + ": " + said.toString(StandardCharsets.UTF_8));
    }
  }
}
