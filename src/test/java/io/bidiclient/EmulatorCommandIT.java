package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The emulator as a process of its own, and the client before it. */
@Timeout(120)
class EmulatorCommandIT {
  private static final Map<String, String> AWS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "local",
          "AWS_SECRET_ACCESS_KEY", "local",
          "AWS_REGION", "us-east-1");

  @TempDir private Path folder;
  private Path file;
  private String text;

  @BeforeEach
  void key() throws Exception {
    file = folder.resolve("hops.wav");
    text = MorseFile.write(file, "FOUR HOPS", MorseKeyer.usual().atWpm(30), 2, MorseFile.Form.S16);
  }

  @Test
  void sageMakersFrontBeforeTheEmulatorsOwnWebSocketReadsTheSame() throws Exception {
    try (Running container = Running.start()) {
      String base = container.url("--url").replaceFirst("/v1/realtime$", "");
      try (Running front = Running.start("--upstream", base)) {
        String introduction = front.await("emulator on");
        assertTrue(introduction.endsWith(": it is a front before " + base), introduction);
        String url = front.url("--endpoint-url");
        assertTranscribes(text, "--endpoint-url", url, "--model-path", "v1/realtime");
        assertTranscribes(text, "--endpoint-url", url);
      }
    }
  }

  @Test
  void aProgramTranscribesBehindBothFronts() throws Exception {
    Path script = folder.resolve("count words.sh");
    Files.writeString(script, "bytes=$(wc -c); printf ' %s' \"$1\" $((bytes / 2)) samples\n");
    long frames = (Files.size(file) - 44) / 4;
    String expected = "two words " + frames + " samples\n";
    try (Running emulator = Running.start("--model-command", "sh '" + script + "' \"two words\"")) {
      String rate = Integer.toString(MorseKeyer.usual().rate());
      assertEquals("16000", rate);
      assertTranscribes(expected, "--endpoint-url", emulator.url("--endpoint-url"));
      assertTranscribes(expected, "--url", emulator.url("--url"));
    }
  }

  @Test
  void faultsAreThoseThatTheCommandLineNames() throws Exception {
    try (Running emulator = Running.start("--fault", "http-503x1", "--fault", "drop@30x1")) {
      JarProcess.Finished run =
          JarProcess.of(file.toString(), "--url", emulator.url("--url"), "--pace", "max").run();
      assertEquals(text, run.out(), run.err());
      assertEquals(2, run.err().lines().filter(l -> l.contains("reconnecting")).count(), run.err());
    }
  }

  @Test
  void itSaysWhenOthersCanReachIt() throws Exception {
    try (Running open = Running.start("--bind", "0.0.0.0", "--max-sessions", "1")) {
      open.await("other machines can reach it");
    }
    try (Running closed = Running.start("--bind", "127.0.0.1")) {
      closed.url("--url");
      assertFalse(closed.toString().contains("other machines"), closed.toString());
    }
  }

  @Test
  void theCommandsThatItPrintsWorkAsTheyStand() throws Exception {
    try (Running emulator = Running.start()) {
      for (String start : List.of("try: ", "or: ")) {
        String line = emulator.await(start);
        List<String> words =
            List.of(line.substring(line.indexOf(start) + start.length()).split(" "));
        int program = words.indexOf("bidi-client");
        Map<String, String> variables =
            words.subList(0, program).stream()
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        List<String> arguments = new ArrayList<>(words.subList(program + 1, words.size()));
        arguments.replaceAll(word -> word.equals("AUDIO.wav") ? file.toString() : word);
        JarProcess.Finished run =
            JarProcess.of(arguments.toArray(new String[0])).env(variables).run();
        assertEquals(text, run.out(), run.err());
      }
    }
  }

  private void assertTranscribes(String expected, String... where) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--pace", "max"));
    arguments.addAll(List.of(where));
    JarProcess.Finished run = JarProcess.of(arguments.toArray(new String[0])).env(AWS).run();
    assertEquals(expected, run.out(), run.err());
    assertEquals(0, run.code(), run.err());
  }

  /** An emulator on a port of its own. */
  private static final class Running implements AutoCloseable {
    private final Process process;
    private final BufferedReader err;
    private final List<String> said = new ArrayList<>();

    private Running(Process process) {
      this.process = process;
      this.err =
          new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    static Running start(String... more) throws IOException {
      List<String> arguments = new ArrayList<>(List.of("emulator", "--port", "0"));
      arguments.addAll(List.of(more));
      Map<String, String> morse = Map.of("BIDI_EMULATOR_MODEL", "morse");
      return new Running(JarProcess.of(arguments.toArray(new String[0])).env(morse).spawn());
    }

    /** The URL that it tells behind an option. */
    String url(String option) throws IOException {
      String line = await(" " + option + " ");
      return line.substring(line.indexOf(option) + option.length() + 1);
    }

    String await(String words) throws IOException {
      for (String line : said) {
        if (line.contains(words)) {
          return line;
        }
      }
      String line = err.readLine();
      while (line != null) {
        said.add(line);
        if (line.contains(words)) {
          return line;
        }
        line = err.readLine();
      }
      throw new AssertionError("never said '" + words + "': " + this);
    }

    @Override
    public String toString() {
      return said.toString();
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
