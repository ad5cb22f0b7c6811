package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Which commands a run makes. */
class SubcommandsTest {
  @Test
  void namesAreThoseOfTheCommandsThemselves() {
    CommandLine all =
        CommandLineProgram.commandLine(
            new ProcessContext(
                InputStream.nullInputStream(),
                new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()),
                Map.of(),
                new Interruption()));
    assertEquals(Subcommands.NAMES, List.copyOf(all.getSubcommands().keySet()));
    all.getSubcommands()
        .forEach(
            (name, command) ->
                assertEquals(List.of(), List.of(command.getCommandSpec().aliases())));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a.wav --pace max -q,         ''
          --version,                   ''
          check a.wav,                 check
          -q check a.wav --number-words, check
          check doctor,                doctor check
          """)
  void aRunMakesThoseThatItNames(String arguments, String names) {
    List<String> expected = names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    assertEquals(expected, Subcommands.wanted(arguments.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({"--help", "-h", "--help-all", "-qh", "check -h", "help check", "generate-completion"})
  void anOverviewMakesAll(String arguments) {
    assertEquals(Subcommands.NAMES, Subcommands.wanted(arguments.split(" ", -1)));
  }
}
