package io.bidiclient.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.cli.Dialogues;
import io.bidiclient.cli.DoctorCommand;
import io.bidiclient.cli.Program;
import io.bidiclient.cli.value.ValueReaders;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/**
 * The doctor in this process, before a stand-in for AWS, as an extension of a test: all is well at
 * first, and all that is said is held to the letter. Only one at a time: it sets system properties
 * that the SDK reads.
 */
final class DoctorProgram implements BeforeEachCallback, AfterEachCallback {
  private static final List<String> PROPERTIES =
      List.of(
          "aws.accessKeyId",
          "aws.secretAccessKey",
          "aws.endpointUrlSts",
          "aws.endpointUrlSageMaker",
          "aws.disableEc2Metadata",
          "aws.configFile",
          "aws.sharedCredentialsFile");

  final Map<String, String> environment = new HashMap<>();
  final AwsStub aws = new AwsStub();
  Finding microphone = Finding.ok("microphone", "-30 dBFS");
  final Dialogues dialogues = new Dialogues();
  private final Supplier<Path> folder;

  /**
   * One that has not begun.
   *
   * @param folder asked before each test; gets a program named ffmpeg, and is the {@code PATH}
   */
  DoctorProgram(Supplier<Path> folder) {
    this.folder = folder;
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "hush");
    System.setProperty("aws.endpointUrlSts", aws.url());
    System.setProperty("aws.endpointUrlSageMaker", aws.url());
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.configFile", "/nonexistent");
    System.setProperty("aws.sharedCredentialsFile", "/nonexistent");
    environment.put("PATH", folder.get().toString());
    Path ffmpeg = Files.writeString(folder.get().resolve("ffmpeg"), "#!/bin/sh\n");
    assertTrue(ffmpeg.toFile().setExecutable(true));
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    aws.close();
    PROPERTIES.forEach(System::clearProperty);
    dialogues.afterEach(test);
  }

  /** Without {@code --endpoint-url}: the SDK's settings lead to an emulator. */
  Program inRegion() throws Exception {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      System.setProperty("aws.endpointUrlSageMakerRuntimeHttp2", emulator.url());
      return run("--region", "eu-west-1", "--session-timeout", "5s");
    } finally {
      System.clearProperty("aws.endpointUrlSageMakerRuntimeHttp2");
    }
  }

  Program atHealthyEmulator() throws Exception {
    return atEmulator(EmulatorOptions.defaults());
  }

  /** Before an emulator of its own, and not for long. */
  Program atEmulator(EmulatorOptions options) throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      return at(
          emulator.url(),
          "--session-timeout",
          "1s",
          "--stall-timeout",
          "1s",
          "--done-timeout",
          "1s");
    }
  }

  Program at(String url, String... more) {
    return run(
        Stream.concat(Stream.of("--region", "eu-west-1", "--endpoint-url", url), Stream.of(more))
            .toArray(String[]::new));
  }

  Program run(String... arguments) {
    return run((SSLSocketFactory) SSLSocketFactory.getDefault(), arguments);
  }

  /** Trusts what these sockets trust. */
  Program run(SSLSocketFactory sockets, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProcessContext surroundings =
        new ProcessContext(
            new ByteArrayInputStream(new byte[0]),
            new Terminal(out, err),
            environment,
            new Interruption());
    int code =
        ValueReaders.register(
                new CommandLine(
                    new DoctorCommand(
                        surroundings,
                        new Doctor.Machine(Clock.systemUTC(), () -> sockets, () -> microphone))))
            .execute(arguments);
    Program run =
        new Program(
            code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    dialogues.add(
        "doctor " + lasting(String.join(" ", arguments)),
        new Program(code, lasting(run.out()), lasting(run.err())));
    return run;
  }

  /** Without what machine and moment decide. */
  private String lasting(String said) {
    return said.replace(folder.get().toString(), "FOLDER")
        .replaceAll("127\\.0\\.0\\.1:(?!99999)\\d{4,5}\\b", "127.0.0.1:PORT")
        .replaceAll("port (?!8443|99999)\\d{4,5}\\b", "port PORT")
        .replaceAll("in \\d+ ms", "in N ms")
        .replaceAll("ok    clock .*", "ok    clock       N s from AWS's clock")
        .replaceAll("\\d+ s (ahead of|behind)", "N s $1")
        .replaceAll("request id [0-9a-f-]{36}", "request id ID")
        .replaceAll("TLSv1\\.\\d", "TLS");
  }

  /** The check has this grade and hint, and the doctor this exit code. */
  static void broken(Program run, String check, String grade, int code, String hint) {
    assertTrue(line(run, check).startsWith(grade), run.out());
    assertTrue(line(run, check).contains("do: " + hint), run.out());
    assertEquals(code, run.code(), run.out());
  }

  /** The line of a check with what to do, if it says so. */
  static String line(Program run, String check) {
    List<String> lines = run.out().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).substring(6).startsWith(check)) {
        boolean hinted = i + 1 < lines.size() && lines.get(i + 1).strip().startsWith("do: ");
        return lines.get(i) + (hinted ? lines.get(i + 1) : "");
      }
    }
    throw new AssertionError("no line " + check + " in " + run.out());
  }
}
