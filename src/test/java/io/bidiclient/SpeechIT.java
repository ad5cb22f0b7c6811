package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.emulator.speech.SpeechInstallation;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jars, with real recognition. */
class SpeechIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bidi.samples"));
  private static final String AUDIO = SAMPLES.resolve("speech-en.wav").toString();

  @TempDir private Path folder;

  @Test
  void theFirstCommandHearsTheSample() throws Exception {
    SpeechInstallation unused = HumanSpeech.recogniser();
    String reference = SAMPLES.resolve("speech-en.txt").toString();
    JarProcess.Finished run =
        JarProcess.of("check", AUDIO, "--local", "--reference", reference, "--max-wer", "0.05")
            .run();
    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.err().contains(": it recognises English\n"), run.err());
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
