package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.run.input.Inputs;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

class ReadmeTest {
  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("README.md"));
  }

  @Test
  void namesEveryLongOptionOfEveryCommand() {
    List<String> missing = new ArrayList<>();
    collect(commandLine(), missing);
    assertEquals(List.of(), missing);
  }

  @Test
  void namesEveryExitCode() {
    for (ExitCode code : ExitCode.values()) {
      assertTrue(readme.contains("\n| " + code.code() + " |"), code.toString());
    }
  }

  @Test
  void theListOfCommandsSaysASentenceOfEach() {
    commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              UsageMessageSpec usage = command.getCommandSpec().usageMessage();
              String[] said = usage.header().length > 0 ? usage.header() : usage.description();
              assertTrue(said[0].endsWith("."), name + ": " + said[0]);
              assertTrue(readme.contains(" " + name), name);
            });
  }

  @Test
  void everyPageThatItLinksToIsThere() {
    var links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme);
    int count = 0;
    while (links.find()) {
      assertTrue(Files.exists(Path.of(links.group(1))), links.group(1));
      count++;
    }
    assertTrue(count > 3, count + " links");
  }

  /** A word behind the program's name that is no file: a command, or the microphone. */
  @Test
  void everyCommandThatAPageNamesIsThere() throws IOException {
    Set<String> known = commandLine().getSubcommands().keySet();
    Pattern named = Pattern.compile("bidi-client(?:\\.jar)? ([a-z][a-z-]*)(?=[`\\s])");
    int count = 0;
    try (Stream<Path> pages = Files.walk(Path.of("src/site/markdown"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        Matcher command = named.matcher(Files.readString(page));
        while (command.find()) {
          String word = command.group(1);
          assertTrue(known.contains(word) || Inputs.isMicrophone(word), page + ": " + word);
          count++;
        }
      }
    }
    assertTrue(count > 10, count + " commands");
  }

  private void collect(CommandLine command, List<String> missing) {
    command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(option -> option.longestName())
        .filter(name -> name.startsWith("--") && !names(name))
        .forEach(missing::add);
    command.getSubcommands().values().forEach(sub -> collect(sub, missing));
  }

  /** The whole name: {@code --dir} is not told by {@code --directory}. */
  private boolean names(String option) {
    return Pattern.compile(Pattern.quote(option) + "(?![\\w-])").matcher(readme).find();
  }

  private static CommandLine commandLine() {
    Terminal terminal = new Terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    return CommandLineProgram.commandLine(
        new ProcessContext(
            new ByteArrayInputStream(new byte[0]), terminal, Map.of(), new Interruption()));
  }
}
