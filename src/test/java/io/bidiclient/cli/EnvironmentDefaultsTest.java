package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentDefaultsTest {
  @ParameterizedTest
  @CsvSource({
    "1, true",
    "true, true",
    "Yes, true",
    "on, true",
    "0, false",
    "FALSE, false",
    "no, false",
    "off, false",
    "'', false"
  })
  void aSwitchTakesTheUsualWords(String value, String shown) {
    Program run = Program.run(Map.of("BIDI_STATS", value), "", "a.wav", "--explain");
    assertEquals(shown, setting(run, "stats"), run.out() + run.err());
  }

  @ParameterizedTest
  @CsvSource({"1, speech", "yes, speech", "true, speech", "morse, morse", "0, -", "off, -"})
  void soDoesTheEmulator(String value, String shown) {
    Program run = Program.run(Map.of("BIDI_LOCAL", value), "", "a.wav", "--explain");
    assertEquals(shown, setting(run, "local"), run.out() + run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BIDI_CHUNK_MS | x     | 'x' is not a whole number (set by BIDI_CHUNK_MS)
          BIDI_CHUNK_MS | 5     | from 10 to 1000, not 5 (set by BIDI_CHUNK_MS)
          BIDI_STATS    | maybe | (set by BIDI_STATS)
          BIDI_LOCAL    | french | (set by BIDI_LOCAL)
          BIDI_PACE     | fast  | 'fast' is not one of auto, realtime, max (set by BIDI_PACE)
          BIDI_RATE     | 8000  | (set by BIDI_RATE)
          """)
  void anErrorNamesTheVariableThatMadeIt(String variable, String value, String message) {
    Program run = Program.run(Map.of(variable, value), "", "a.wav", "-q");
    assertAll(
        () -> assertEquals(2, run.code(), run.err()),
        () -> assertTrue(run.err().lines().findFirst().orElse("").endsWith(message), run.err()));
  }

  @Test
  void theHintHasTheOptionsOwnDefault() {
    Program run = Program.run(Map.of("BIDI_JOBS", "x"), "", "a.wav");
    assertTrue(run.err().contains("Inputs to transcribe at once (default: 1)."), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--s3-sse x, --s3-sse KIND: Have transcripts encrypted",
    "--s3-sse AES256 --s3-sse-kms-key-id k, 'add --s3-sse, or leave --s3-sse-kms-key-id out'"
  })
  void theHintIsOfTheOptionAlsoWhereItsNameHasADigit(String options, String hint) {
    Program run = Program.run(Map.of(), "", ("a.wav " + options).split(" ", -1));
    assertTrue(run.err().contains("  hint: " + hint), run.err());
  }

  @Test
  void theCommandLineWinsAndIsToBlame() {
    Program run = Program.run(Map.of("BIDI_CHUNK_MS", "80"), "", "a.wav", "--chunk-ms=x");
    assertFalse(run.err().contains("BIDI_"), run.err());
  }

  @Test
  void aVariableThatSetsNothingIsNamed() {
    Map<String, String> variables =
        Map.of("BIDI_CHUNKMS", "80", "BIDI_NONSENSE", "1", "BIDI_SPEECH_DIR", "x", "BIDI_CUDA", "");
    Program run = Program.run(variables, "", "a.wav", "--explain");
    assertEquals(
        """
        bidi-client: warning: the variable BIDI_CHUNKMS sets no option; did you mean BIDI_CHUNK_MS?
        bidi-client: warning: the variable BIDI_NONSENSE sets no option
        """,
        run.err());
    assertEquals("", Program.run(variables, "", "a.wav", "--explain", "-q").err());
  }

  @Test
  void theExplanationTellsWhereRegionAndCredentialsComeFrom() {
    Map<String, String> variables =
        Map.of(
            "HOME", "/nowhere",
            "AWS_REGION", "eu-west-3",
            "AWS_ACCESS_KEY_ID", "AKIA",
            "AWS_SECRET_ACCESS_KEY", "secret");
    Program run = Program.run(variables, "", "a.wav", "--explain");
    assertAll(
        () -> assertTrue(line(run, "region", "eu-west-3 +environment \\(AWS_REGION\\)"), run.out()),
        () ->
            assertTrue(
                line(run, "credentials", "access key +environment \\(AWS_ACC.*\\)"), run.out()),
        () -> assertTrue(line(run, "chunk-ms", "80 +default"), run.out()),
        () -> assertFalse(run.out().contains("secret") || run.out().contains("AKIA"), run.out()));
    Program given = Program.run(variables, "", "a.wav", "--explain", "--region", "us-east-1");
    assertTrue(line(given, "region", "us-east-1 +command line"), given.out());
    Program local = Program.run(variables, "", "a.wav", "--explain", "--local");
    assertTrue(line(local, "credentials", "- +no AWS is asked"), local.out());
    Program url = Program.run(Map.of(), "", "a.wav", "--explain", "--url", "ws://u:pw@h/p?k=pw");
    assertTrue(line(url, "url", "ws://h/p +command line") && !url.out().contains("pw"), url.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.wav --explain",
        "a.wav --explain --channel-names a,b -o srt -o vtt=x.vtt --shard 1/2 --output-dir s3://b/",
        "live --explain",
        "emulator --explain",
        "check a.wav --explain --min-words 1",
        "bench a.wav --explain"
      })
  void noValueIsWrittenAsJavaWould(String command) {
    Program run = Program.run(Map.of(), "", command.split(" ", -1));
    assertFalse(
        Pattern.compile("\\w\\[|\\[\\]|@[0-9a-f]{5}|Optional").matcher(run.out()).find(),
        run.out());
  }

  @Test
  void theExplanationTellsTheDefaultsOfWhatHasNoValue() {
    Program run = Program.run(Map.of("AWS_PROFILE", "work"), "", "a.wav", "--explain");
    assertAll(
        () -> assertTrue(line(run, "dialect", "auto +default"), run.out()),
        () -> assertTrue(line(run, "output", "text +default"), run.out()),
        () -> assertTrue(line(run, "profile", "work +environment \\(AWS_PROFILE\\)"), run.out()));
  }

  private static boolean line(Program run, String name, String rest) {
    return Pattern.compile("(?m)^" + name + " +" + rest + "$").matcher(run.out()).find();
  }

  private static String setting(Program run, String name) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.split(" +", -1)[1])
        .findFirst()
        .orElse("");
  }
}
