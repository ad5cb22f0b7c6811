package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds all that a test's commands say, to the letter, to what the file of the test's class has of
 * it: {@code src/test/resources/dialogues/CLASS.txt}. {@code -Dbidi.dialogues=write} writes what is
 * said now, to be read before it is committed.
 */
public final class Dialogues implements AfterEachCallback {
  private static final Path FOLDER = Path.of("src/test/resources/dialogues");
  private static final String TITLE = "==== ";

  private final List<String> said = new ArrayList<>();
  private boolean leftOut;

  /** Adds a command and what became of it. */
  public void add(String command, Program run) {
    StringBuilder text = new StringBuilder("$ bidi-client ").append(command).append('\n');
    text.append(run.out()).append(run.err());
    if (!text.toString().endsWith("\n")) {
      text.append('\n');
    }
    said.add(text.append("(exit code ").append(run.code()).append(")\n").toString());
  }

  /** What this test's commands say is chance: only the test itself looks at it. */
  public void leaveOut() {
    leftOut = true;
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    if (test.getExecutionException().isPresent() || said.isEmpty() || leftOut) {
      return;
    }
    String method = test.getRequiredTestMethod().getName();
    String shown = test.getDisplayName();
    String title = shown.startsWith("[") ? method + " " + shown : method;
    Path file = FOLDER.resolve(test.getRequiredTestClass().getSimpleName() + ".txt");
    Map<String, String> all = read(file);
    String now = String.join("\n", said);
    if ("write".equals(System.getProperty("bidi.dialogues"))) {
      all.put(title, now);
      write(file, all);
    }
    assertEquals(all.getOrDefault(title, ""), now, () -> title + " in " + file);
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> all = new TreeMap<>();
    if (Files.exists(file)) {
      for (String part : Files.readString(file).split("(?m)^" + TITLE, -1)) {
        String[] halves = part.split("\n\n", 2);
        if (halves.length == 2) {
          all.put(halves[0], halves[1].replaceFirst("\n\n\\z", "\n"));
        }
      }
    }
    return all;
  }

  private static void write(Path file, Map<String, String> all) throws IOException {
    StringBuilder text = new StringBuilder();
    all.forEach(
        (title, words) ->
            text.append(TITLE).append(title).append("\n\n").append(words).append('\n'));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
