package io.bidiclient.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The speech program's options are on its own page; the README has those of the command line. */
class SpeechPageTest {
  @Test
  void namesEveryOption() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/speech.md"));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    SpeechCommand command =
        new SpeechCommand(
            InputStream.nullInputStream(), nowhere, nowhere, Map.of(), Path.of("scratch"));
    List<String> options =
        new CommandLine(command)
            .getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    assertEquals(
        List.of("--dir", "--help", "--listen", "--version"), options.stream().sorted().toList());
    assertEquals(
        List.of(),
        options.stream().filter(name -> !page.matches("(?s).*`" + name + "[ `].*")).toList());
  }
}
