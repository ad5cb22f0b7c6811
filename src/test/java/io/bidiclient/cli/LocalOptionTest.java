package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalOptionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.wav --local,            speech, command line",
    "--local a.wav,            speech, command line",
    "--local=morse a.wav,      morse,  command line",
    "a.wav --local=speech -q,  speech, command line",
    "--local morse a.wav,       morse,  command line",
    "live --local,             speech, command line",
    "live --local=morse,       morse,  command line"
  })
  void tellsANameFromAnInput(String arguments, String model, String origin) throws Exception {
    assertShows(Program.run(Map.of(), "", (arguments + " --explain").split(" ")), model, origin);
  }

  @ParameterizedTest
  @CsvSource({"morse, morse", "speech, speech", "true, speech"})
  void isSetByTheEnvironment(String value, String model) throws Exception {
    Program run = Program.run(Map.of("BIDI_LOCAL", value), "", "a.wav", "--explain");
    assertShows(run, model, "environment");
  }

  @Test
  void refusesANameThatIsNone() throws Exception {
    Program set = Program.run(Map.of("BIDI_LOCAL", "french"), "", "a.wav", "--explain");
    assertEquals(2, set.code());
    Program run = Program.run(Map.of(), "", "a.wav", "--local=french");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("'french' is not a model: speech or morse"), run.err());
  }

  @Test
  void tellsBothWaysOutWhereThereIsNoModel() throws Exception {
    Path jar = Files.createFile(folder.resolve("speech.jar"));
    Path audio = Path.of(System.getProperty("bidi.samples", "samples"), "speech-en.wav");
    Map<String, String> environment =
        Map.of("BIDI_SPEECH_JAR", jar.toString(), "BIDI_SPEECH_DIR", folder.toString());
    Program run = Program.run(environment, "", audio.toString(), "--local");
    String missing = folder.resolve("encoder.onnx").toString();
    assertEquals(
        "bidi-client: nothing here recognises speech: "
            + missing
            + " is missing\n  hint: run scripts/get-speech-model, or use --local=morse\n",
        run.err());
    assertEquals(5, run.code());
    assertEquals("", run.out());
  }

  @Test
  void theEmulatorTellsThemToo() throws Exception {
    Map<String, String> environment = Map.of("BIDI_SPEECH_JAR", folder + "/none.jar");
    Program run = Program.run(environment, "", "emulator", "--port", "0");
    assertEquals(
        "bidi-client: nothing here recognises speech: "
            + folder.resolve("none.jar")
            + " is missing\n  hint: put it beside bidi-client.jar, or use --model=morse\n",
        run.err());
    assertEquals(5, run.code());
  }

  @Test
  void theModelOfAnEndpointIsNotTheEmulators() throws Exception {
    Map<String, String> environment = Map.of("BIDI_MODEL", "mistralai/Voxtral");
    Program run = Program.run(environment, "", "emulator", "--explain");
    assertTrue(run.out().matches("(?s).*\n *model +- +default\n.*"), run.out());
  }

  private static void assertShows(Program run, String model, String origin) {
    assertTrue(
        run.out().matches("(?s).*local +" + model + " +" + origin + ".*"), run.out() + run.err());
  }
}
