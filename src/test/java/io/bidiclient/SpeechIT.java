package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.check.Alignment;
import io.bidiclient.check.Normalizer;
import io.bidiclient.emulator.speech.SpeechInstallation;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jars, with real recognition. */
class SpeechIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bidi.samples"));
  private static final String AUDIO = SAMPLES.resolve("speech-en.wav").toString();

  @TempDir private Path folder;

  /** README's first command, and what README shows of it. */
  @Test
  void theFirstCommandPrintsWhatIsSaid() throws Exception {
    SpeechInstallation unused = HumanSpeech.recogniser();
    String readme = Files.readString(SAMPLES.resolveSibling("README.md"));
    int start = readme.indexOf("$ java -jar target/bidi-client.jar ");
    String shown = readme.substring(start, readme.indexOf("\n```\n", start));
    List<String> lines = shown.lines().toList();
    assertEquals("$ java -jar target/bidi-client.jar samples/speech-en.wav --local", lines.get(0));
    JarProcess.Finished run = JarProcess.of(AUDIO, "--local").run();
    assertEquals(0, run.code(), run.err());
    assertEquals(withoutPort(lines.get(1)), withoutPort(run.err()));
    // The page breaks the line that a terminal breaks by itself.
    assertEquals(String.join(" ", lines.subList(2, lines.size())) + "\n", run.out());
    assertEquals(0, rate(Files.readString(SAMPLES.resolve("speech-en.txt")), run.out()));
  }

  @Test
  void peopleAreHeardWithinTheGateOfCheck() throws Exception {
    SpeechInstallation unused = HumanSpeech.recogniser();
    List<HumanSpeech> people = HumanSpeech.all();
    Path pcm = Files.write(folder.resolve("people.raw"), HumanSpeech.joined(people, 700));
    Path said =
        Files.writeString(
            folder.resolve("said.txt"),
            people.stream().map(HumanSpeech::said).collect(Collectors.joining("\n")));
    JarProcess.Finished run =
        JarProcess.of(
                "check",
                pcm.toString(),
                "--raw",
                "s16le",
                "--local",
                "--number-words",
                "--reference",
                said.toString(),
                "--max-wer",
                "0.15",
                "--min-words",
                "90")
            .run();
    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.err().contains(": it recognises English\n"), run.err());
  }

  @Test
  void aModelThatCannotBeLoadedEndsTheRunWithTheReason() throws Exception {
    SpeechInstallation installed = HumanSpeech.recogniser();
    for (String file : List.of("decoder.onnx", "voice.onnx", "tokens.txt")) {
      Files.copy(installed.model().resolve(file), folder.resolve(file));
    }
    Files.writeString(folder.resolve("encoder.onnx"), "cut off");
    JarProcess.Finished run =
        JarProcess.of(AUDIO, "--local", "--retries", "0")
            .env(Map.of("BIDI_SPEECH_DIR", folder.toString()))
            .run();
    assertEquals(7, run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(
        run.err()
            .contains(
                "bidi-client: endpoint emulator reported an error: the speech program failed: exit"
                    + " code 1: bidi-client-speech: Error code - ORT_INVALID_PROTOBUF"),
        run.err());
  }

  @Test
  void theProgramWorksAloneAndLeavesNothingBehind() throws Exception {
    SpeechInstallation installation = HumanSpeech.recogniser();
    HumanSpeech recording = HumanSpeech.all().get(4);
    Path pcm = Files.write(folder.resolve("audio.raw"), recording.pcm());
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    ProcessBuilder command = speech(installation);
    command.command().add(1, "-Djava.io.tmpdir=" + temporary);
    Process program = command.redirectInput(pcm.toFile()).start();
    String out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, program.waitFor());
    assertEquals(" He might even have been made amiable himself.", out);
    assertArrayEquals(new String[0], temporary.toFile().list());
  }

  @Test
  void theProgramTellsWhichFileIsMissing() throws Exception {
    SpeechInstallation installation = HumanSpeech.recogniser();
    Process program = speech(installation, "--dir", folder.toString()).start();
    String err = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(5, program.waitFor());
    assertEquals(
        "bidi-client-speech: no speech model: " + folder.resolve("encoder.onnx") + " is missing\n",
        err);
  }

  @Test
  void theClientsJarHasNothingOfIt() throws Exception {
    try (JarFile jar = new JarFile(new File(System.getProperty("bidi.jar")))) {
      assumeTrue(jar.getEntry("picocli/CommandLine.class") != null, "a thin jar");
      List<String> entries =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.contains("onnx") || name.startsWith("io/bidiclient/speech/"))
              .toList();
      assertEquals(List.of(), entries);
    }
  }

  private static String withoutPort(String text) {
    return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT").strip();
  }

  private static double rate(String said, String heard) {
    Normalizer normalizer = new Normalizer(true);
    return Alignment.of(normalizer.words(said), normalizer.words(heard)).rate();
  }

  private static ProcessBuilder speech(SpeechInstallation installation, String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            installation.jar().toString());
    builder.command().addAll(List.of(arguments));
    return builder;
  }
}
