package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person gets who types a part of a command in a real shell and presses Tab. */
class CompletionIT {
  @TempDir private Path folder;
  private final Tmux tmux = new Tmux();

  @AfterEach
  void endTmux() throws Exception {
    tmux.end();
  }

  @ParameterizedTest
  @CsvSource({
    "bash, bash --norc --noprofile -i, 'source ./script'",
    "zsh,  zsh -f -i,                  'autoload -Uz compinit; compinit -u -D; source ./script'"
  })
  void aTabCompletesCommandsOptionsValuesAndFiles(String shell, String start, String load)
      throws Exception {
    Tool.need("tmux");
    Tool.need(shell);
    Files.writeString(folder.resolve("script"), printed("generate-completion", shell));
    Files.createFile(folder.resolve("interview.wav"));
    tmux.start(100, "env PS1='> ' " + start);
    tmux.type("cd " + folder + "; " + load + "; clear; echo loaded");
    tmux.press("Enter");
    seen("loaded");
    completes("bidi-client chec", "bidi-client check ");
    completes("bidi-client endpoint del", "bidi-client endpoint delete ");
    completes("bidi-client --pace rea", "bidi-client --pace realtime ");
    completes("bidi-client check --max-w", "bidi-client check --max-wer ");
    completes("bidi-client --pace=rea", "bidi-client --pace=realtime ");
    completes("bidi-client emulator --mode slow", "bidi-client emulator --mode slow-start ");
    completes("bidi-client --local=mor", "bidi-client --local=morse ");
    // A word behind a space is an input, not the value that may be left out.
    Files.createFile(folder.resolve("morning.wav"));
    completes("bidi-client --local mor", "bidi-client --local morning.wav ");
    completes("bidi-client interv", "bidi-client interview.wav ");
    completes("bidi-client --ca-file interv", "bidi-client --ca-file interview.wav ");
  }

  @Test
  void theManualPageNamesEveryCommandAndOption() throws Exception {
    String page = printed("generate-manual");
    assertTrue(page.startsWith(".TH"), page.substring(0, 40));
    String help = printed("--help-all");
    for (String line : help.lines().toList()) {
      if (line.matches(" +(-\\w, )?--[a-z-]+.*")) {
        String name = line.replaceFirst("^.*?(--[a-z-]+).*$", "$1");
        assertTrue(page.replace("\\-", "-").contains(name), name);
      }
    }
    for (String command : List.of("check", "endpoint deploy", "doctor", "live", "emulator")) {
      assertTrue(page.contains(command), command);
    }
  }

  private String printed(String... arguments) throws Exception {
    JarProcess.Finished run = JarProcess.of(arguments).run();
    assertEquals(0, run.code(), run.err());
    return run.out();
  }

  private void completes(String typed, String whole) throws Exception {
    tmux.type(typed);
    tmux.press("Tab");
    seen("> " + whole.strip());
    // The mark follows what the shell put behind the typed word.
    tmux.type("@");
    seen("> " + whole + "@");
    tmux.press("C-u");
  }

  private void seen(String text) throws IOException {
    String[] last = {""};
    try {
      Await.until(
          text,
          () -> {
            last[0] = pane();
            return last[0].lines().anyMatch(line -> line.strip().equals(text));
          });
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + ", but:\n" + last[0], late);
    }
  }

  private String pane() throws IOException {
    try {
      return tmux.seen();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
