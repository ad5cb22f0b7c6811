package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Help and the version, as options and as commands. */
class HelpTest {
  private static final String PROGRAM = "  bidi-client ";

  @ParameterizedTest
  @CsvSource({
    "help, --help",
    "help live, live --help",
    "help endpoint deploy, endpoint deploy --help",
    "version, --version"
  })
  void aCommandPrintsWhatItsOptionPrints(String command, String option) {
    Program run = Program.run(Map.of(), "", command.split(" ", -1));
    Program same = Program.run(Map.of(), "", option.split(" ", -1));
    assertEquals(0, run.code(), run.err());
    assertEquals(same.out(), run.out());
    assertFalse(run.out().isBlank());
  }

  @Test
  void plainHelpFitsOnTwoScreensAndNamesTheOneThatHasEverything() {
    String plain = Program.run(Map.of(), "", "--help").out();
    String all = Program.run(Map.of(), "", "--help-all").out();
    assertTrue(plain.lines().count() < 80, plain);
    assertTrue(plain.contains("--help-all"), plain);
    assertTrue(plain.contains("--region"), plain);
    assertFalse(plain.contains("--chunk-ms="), plain);
    commandLine().getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> assertTrue(all.contains(option.longestName()), option.longestName()));
  }

  @Test
  void everyCommandEndsWithExamplesThatParse() {
    List<String> examples = new ArrayList<>();
    collect(commandLine(), examples);
    assertTrue(examples.size() > 20, examples.toString());
    for (String example : examples) {
      // A new one each time: the parsed values stay in it.
      commandLine().parseArgs(example.substring(PROGRAM.length()).split(" +", -1));
    }
  }

  private static void collect(CommandLine command, List<String> examples) {
    List<String> own =
        Arrays.stream(command.getCommandSpec().usageMessage().footer())
            .filter(line -> line.startsWith(PROGRAM))
            .toList();
    assertFalse(own.isEmpty(), command.getCommandName());
    own.forEach(line -> assertTrue(line.length() <= 80, line));
    examples.addAll(own);
    command.getSubcommands().values().forEach(sub -> collect(sub, examples));
  }

  private static CommandLine commandLine() {
    Terminal terminal = new Terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    return CommandLineProgram.commandLine(
        new ProcessContext(
            new ByteArrayInputStream(new byte[0]), terminal, Map.of(), new Interruption()));
  }
}
