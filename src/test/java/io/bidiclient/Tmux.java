package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A server of tmux of its own, with one terminal that a test types into and looks at. */
final class Tmux {
  private final String socket = "bidi-" + UUID.randomUUID();

  /** Runs a command in a new terminal of so many columns and 24 rows. */
  void start(int columns, String command) throws IOException, InterruptedException {
    run("-f", "/dev/null", "new-session", "-d", "-x", columns + "", "-y", "24", command);
  }

  /** Presses a key, such as {@code C-c}. */
  void press(String key) throws IOException, InterruptedException {
    run("send-keys", "-t", "0", key);
  }

  /** Types a text to the letter. */
  void type(String text) throws IOException, InterruptedException {
    run("send-keys", "-t", "0", "-l", text);
  }

  /** What the terminal shows. */
  String seen() throws IOException, InterruptedException {
    return run("capture-pane", "-p", "-t", "0");
  }

  /** Ends the server and what runs in it, if it was started. */
  void end() throws IOException, InterruptedException {
    if (Tool.path("tmux").isPresent()) {
      new ProcessBuilder("tmux", "-L", socket, "kill-server").start().waitFor();
    }
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("TMUX");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), command + ": " + said);
    return said;
  }
}
