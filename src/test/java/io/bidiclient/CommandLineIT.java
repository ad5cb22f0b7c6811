package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line's own rules; of a table of rows three go through the packaged jar. */
class CommandLineIT {
  private static final Set<String> PACKAGED =
      Set.of("a.wav --nonsense", "check a.wav --max-wer 0.1", "emulator --port none");
  private static final Set<String> PACKAGED_HELP =
      Set.of("--help", "live --help", "emulator --help");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                          | no INPUT: name an audio file, - for stdin, or mic",
        "a.wav --nonsense          | Unknown option: '--nonsense'",
        "a.wav --chunk-ms 5        | --chunk-ms takes a number from 10 to 1000, not 5",
        "a.wav --chunk-ms many     | Invalid value for option '--chunk-ms'",
        "- -f s16le -r 0           | --rate takes a number from 4000 to 384000, not 0",
        "- -f s16le -c 70000       | --channels takes a number from 1 to 64, not 70000",
        "- -f s17                  | Invalid value for option '--raw'",
        "a.wav -r 8000             | --rate and --channels describe headerless input",
        "a.wav --pace fast         | Invalid value for option '--pace'",
        "a.wav --local --endpoint x | --local and --endpoint cannot be combined",
        "a.wav --endpoint-url ftp://x | --endpoint-url takes http://HOST:PORT",
        "a.wav --model-path /x     | --model-path takes at most 100 characters and no leading"
            + " slash",
        "a.wav --done-timeout soon | Invalid value for option '--done-timeout'",
        "a.wav -o word            | Invalid value for option '--output'",
        "a.wav -o srt -o vtt       | two outputs go to stdout",
        "a.wav b.wav -o srt=x      | -o srt=x names one file for several inputs",
        "a.wav b.wav --jobs 2      | several inputs cannot be distinguished in text on stdout",
        "a.wav --jobs 0            | --jobs takes a number from 1 to 1000, not 0",
        "a.wav --skip-existing     | --skip-existing needs --output-dir",
        "a.wav --shard 4/4         | --shard: there is no part 4 of 4",
        "a.wav --shard env         | --shard env: the environment has no number in",
        "x/a.wav y/a.wav --output-dir d | x/a.wav and y/a.wav would be written to the same file",
        "check a.wav --max-wer 0.1 | --max-wer and --max-cer compare with a --reference FILE",
        "emulator --port none      | Invalid value for option '--port'",
        "emulator --cert a.pem     | --cert and --key must be given together"
      })
  void tellsOfBadUsageInOneLineAndAHint(String arguments, String complaint) throws Exception {
    String[] words = arguments == null ? new String[0] : arguments.split(" +", -1);
    boolean packaged = PACKAGED.contains(String.valueOf(arguments));
    JarProcess.Finished run = InProcess.run(packaged, words);
    assertAll(
        () -> assertEquals(2, run.code()),
        () -> assertEquals("", run.out()),
        () -> assertTrue(run.err().startsWith("bidi-client: " + complaint), run.err()),
        () -> assertTrue(run.err().contains("\n  hint: "), run.err()),
        () -> assertEquals(2, run.err().lines().count(), run.err()));
  }

  @Test
  void suggestsTheOptionThatWasMeant() throws Exception {
    JarProcess.Finished run = InProcess.of("a.wav", "--endpiont", "x").run();
    assertTrue(run.err().contains("  hint: did you mean --endpoint"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "live --help",
        "emulator --help",
        "check --help",
        "replay --help",
        "devices --help",
        "input-flags --help"
      })
  void helpFitsEightyColumns(String arguments) throws Exception {
    JarProcess.Finished run =
        InProcess.run(PACKAGED_HELP.contains(arguments), arguments.split(" ", -1));
    assertEquals(0, run.code());
    assertEquals("", run.err());
    run.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    assertTrue(run.out().startsWith("Usage: "), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--schema",
        "a.wav --explain",
        "input-flags sox",
        "live --local=morse --port 0 -q"
      })
  void aReaderThatWentAwayIsNoError(String arguments) throws Exception {
    Process process = JarProcess.of(arguments.split(" ", -1)).spawn();
    process.getInputStream().close();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertFalse(said.contains("fault of this program"), said);
  }

  @Test
  void aFullDiskIsToldAsWhatItIs() throws Exception {
    JarProcess.Finished run = JarProcess.of("--schema").writingTo(Path.of("/dev/full")).run();
    assertEquals(8, run.code(), run.err());
    assertEquals(
        """
        bidi-client: cannot write to standard output: No space left on device
          hint: free some space, or write elsewhere
        """,
        run.err());
  }

  @Test
  void theVersionIsTheManifestsWithItsCommitAndTheJavaThatRunsIt() throws Exception {
    Attributes manifest;
    try (JarFile jar = new JarFile(System.getProperty("bidi.jar"))) {
      manifest = jar.getManifest().getMainAttributes();
    }
    String version = manifest.getValue("Implementation-Version");
    assertTrue(version.matches("\\d+\\.\\d+\\.\\d+\\S*"), version);
    String commit = String.valueOf(manifest.getValue("Build-Commit"));
    String built =
        commit.matches("[0-9a-f]{7,40}")
            ? ", commit " + commit + " of " + manifest.getValue("Build-Date")
            : "";
    JarProcess.Finished run = JarProcess.of("--version").run();
    assertEquals(0, run.code());
    assertEquals(
        "bidi-client %s%s%nJava %s (%s), %s %s%n"
            .formatted(
                version,
                built,
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.arch")),
        run.out());
    assertEquals(run.out(), JarProcess.of("version").run().out());
  }

  @Test
  void flagsWinOverTheEnvironmentAndTheEnvironmentOverDefaults() throws Exception {
    JarProcess.Finished run =
        JarProcess.of("a.wav", "--explain", "--chunk-ms", "40")
            .env(Map.of("BIDI_CHUNK_MS", "20", "BIDI_ENDPOINT", "mine", "BIDI_PACE", ""))
            .run();
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().matches("(?s).*chunk-ms +40 +command line\n.*"), run.out());
    assertTrue(
        run.out().matches("(?s).*endpoint +mine +environment \\(BIDI_ENDPOINT\\)\n.*"), run.out());
    assertTrue(run.out().matches("(?s).*pace +auto +default\n.*"), run.out());
  }

  @Test
  void aBadValueInTheEnvironmentIsBadUsage() throws Exception {
    JarProcess.Finished run =
        InProcess.of("a.wav", "--local=morse").env(Map.of("BIDI_CHUNK_MS", "9999")).run();
    assertEquals(2, run.code());
  }

  @Test
  void noCredentialsIsAnErrorOfItsOwn() throws Exception {
    JarProcess.Finished run = aws("--region", "us-east-1").run();
    assertEquals(4, run.code(), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertTrue(run.err().contains("\n  hint: "), run.err());
  }

  @Test
  void aDeadServerIsANetworkErrorInOneLine() throws Exception {
    JarProcess.Finished run =
        aws("--region", "us-east-1", "--endpoint-url", "http://127.0.0.1:9", "--retries", "0")
            .env(JarProcess.AWS_KEYS)
            .run();
    assertEquals(6, run.code(), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("refused"), run.err());
  }

  @Test
  void noSecretReachesTheLogs() throws Exception {
    JarProcess.Finished run =
        aws(
                "--region",
                "us-east-1",
                "--endpoint-url",
                "http://127.0.0.1:9",
                "--retries",
                "0",
                "-vv")
            .env(
                Map.of(
                    "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "hush-secret",
                    "AWS_SESSION_TOKEN", "hush-token"))
            .run();
    assertEquals(6, run.code(), run.err());
    assertTrue(run.err().contains("awssdk.request sending POST http:"), run.err());
    assertFalse(run.err().contains("hush"), run.err());
  }

  /** A run against AWS's own address rules, far from anybody's configuration. */
  private static JarProcess aws(String... more) {
    String sample = System.getProperty("bidi.samples") + "/hello-morse.wav";
    String[] arguments = new String[more.length + 1];
    arguments[0] = sample;
    System.arraycopy(more, 0, arguments, 1, more.length);
    return JarProcess.of(arguments)
        .env(
            Map.of(
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", "/nonexistent",
                "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent"));
  }

  /** As in a bare container or under cron: the name's bytes are no letters there. */
  @Test
  void aNameOutsideTheLocaleFailsAloneWithTheCure(@TempDir Path folder) throws Exception {
    MorseKeyer quick = MorseKeyer.usual().atWpm(30);
    MorseFile.write(folder.resolve("a.wav"), "E", quick, 1, MorseFile.Form.S16);
    MorseFile.write(folder.resolve("\u00e9.wav"), "T", quick, 1, MorseFile.Form.S16);
    JarProcess.Finished run =
        JarProcess.of(folder.toString(), "--local=morse", "--pace", "max")
            .env(Map.of("LC_ALL", "POSIX"))
            .run();
    assertEquals(3, run.code(), run.err());
    assertEquals("E\n", run.out());
    assertTrue(run.err().contains("its name is not in the locale's character set"), run.err());
    assertTrue(run.err().contains("  hint: run it with LC_ALL=C.UTF-8"), run.err());
    assertTrue(run.err().contains("1 of 2 inputs complete"), run.err());
  }

  @Test
  void aClosedStandardInputIsTold() throws Exception {
    String run = JarProcess.shellCommand() + " - --local=morse -q <&-";
    Process process = new ProcessBuilder("sh", "-c", run).start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(3, process.waitFor(), err);
    assertTrue(err.startsWith("bidi-client: cannot read standard input: it is closed\n"), err);
  }
}
