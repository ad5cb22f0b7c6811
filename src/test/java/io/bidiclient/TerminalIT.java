package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a person sees in a terminal, as tmux shows it. */
@Execution(ExecutionMode.CONCURRENT)
class TerminalIT {
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(90);
  private static final String TEXT = "HELLO WORLD THIS TEXT IS READ FROM SOUND";
  private static final Pattern TEXT_AND_ROW =
      Pattern.compile(
          """
          bidi-client: emulator on .+
          HELLO( [A-Z]+)*
          \\S*hello-morse.wav \\[#*-*] 0:\\d\\d/0:21 \\d\\.\\dx(, \\d:\\d\\d left)?(, lag .+)?, \\d+ words?\\s*\
          """);

  /** At half of full scale a sine's root mean square is at −9 dBFS. */
  private static final Pattern METER =
      Pattern.compile("mic \\[#{17}---\\]  -9 dBFS 0:\\d\\d, lag \\d\\.\\d s, \\d words?");

  @TempDir private Path folder;
  private final Tmux tmux = new Tmux();

  @BeforeEach
  void needsTmux() {
    Tool.need("tmux");
  }

  @AfterEach
  void endTmux() throws Exception {
    tmux.end();
  }

  @Test
  void theRowStandsBelowTheWordsAndIsGoneAtTheEnd() throws Exception {
    start("");
    String during = await(seen -> TEXT_AND_ROW.matcher(seen).matches());
    assertTrue(during.contains("HELLO"), during);
    assertEquals(TEXT + "\nended 0\n", words(await(seen -> seen.contains("ended"))));
  }

  @Test
  void anInterruptionLeavesNoRow() throws Exception {
    start("");
    await(seen -> TEXT_AND_ROW.matcher(seen).matches());
    tmux.press("C-c");
    String end = words(await(seen -> seen.contains("ended")));
    assertTrue(end.startsWith("HELLO"), end);
    assertTrue(end.endsWith("\nended 130\n"), end);
    assertTrue(!end.contains("["), end);
  }

  @Test
  void aMicrophoneHasALevelMeter() throws Exception {
    AlsaPlayback.isNeeded();
    MorseKeyer keyer = MorseKeyer.usual().atRate(AlsaPlayback.RATE);
    // Spoken for so long that a busy machine sees it, too.
    byte[] pcm = keyer.key("LEVEL METER LEVEL METER LEVEL METER LEVEL METER").pcm16();
    Map<String, String> environment = AlsaPlayback.of(folder, pcm);
    show(
        "ALSA_CONFIG_PATH=" + environment.get("ALSA_CONFIG_PATH") + " " + jar("mic --local=morse"));
    await(seen -> METER.matcher(seen).find());
    tmux.press("C-c");
    String end = words(await(seen -> seen.contains("ended")));
    assertTrue(end.endsWith("\nended 130\n") && !end.contains("["), end);
  }

  @Test
  void nothingIsDrawnWhereTheTextGoesThroughAPipe() throws Exception {
    start(" | cat");
    String during = await(seen -> seen.contains("HELLO WORLD"));
    assertTrue(!during.contains("["), during);
  }

  private void start(String behind) throws IOException, InterruptedException {
    show(jar("samples/hello-morse.wav --local=morse --pace realtime") + behind);
  }

  private void show(String run) throws IOException, InterruptedException {
    tmux.start(80, keep(run));
  }

  private static String jar(String arguments) {
    return JarProcess.shellCommand() + " " + arguments;
  }

  /** The shell ignores the interruption, tells the code and stays until it is ended. */
  private static String keep(String run) {
    return "trap : INT; " + run + "; echo ended $?; exec sleep 300";
  }

  private String await(Predicate<String> enough) throws IOException, InterruptedException {
    long until = System.nanoTime() + LIMIT;
    String seen = "";
    while (!enough.test(seen)) {
      assertTrue(System.nanoTime() < until, "not seen in time, but:\n" + seen);
      TimeUnit.MILLISECONDS.sleep(200);
      seen = tmux.seen();
    }
    return seen;
  }

  /** Without the emulator's line and the blank ones at the foot. */
  private static String words(String seen) {
    return seen.substring(seen.indexOf('\n') + 1).stripTrailing() + "\n";
  }
}
