package io.bidiclient.cli.option;

import io.bidiclient.cli.value.OutputReader;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.write.CueSettings;
import io.bidiclient.transcript.write.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** In which forms a transcript is written. */
@Command(description = "Output")
public final class FormatOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      converter = OutputReader.class,
      description =
          "Write text, json, jsonl, srt, vtt, ttml, csv, tsv or md, to stdout or a file, or FILE"
              + " alone by its extension; can be repeated (default: text).")
  private List<OutputChoice> outputs = new ArrayList<>();

  @Option(
      names = "--glossary",
      paramLabel = "FILE",
      description = "Write what the lines WRONG → RIGHT of this file say; jsonl keeps both.")
  private Optional<Path> glossary;

  @Option(
      names = "--max-line-width",
      paramLabel = "COLUMNS",
      defaultValue = "42",
      description = "Widest line of a subtitle (default: ${DEFAULT-VALUE}).")
  private int columns;

  @Option(
      names = "--max-lines",
      paramLabel = "N",
      defaultValue = "2",
      description = "Most lines of a subtitle (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(
      names = "--reading-speed",
      paramLabel = "COLUMNS",
      defaultValue = "17",
      description =
          "Columns a second: subtitles stay as long as it takes to read them, where there is time"
              + " (default: ${DEFAULT-VALUE}).")
  private int speed;

  @Option(names = "--stats", description = "Print latency and delivery figures to stderr.")
  private boolean stats;

  /** What was asked for, or plain text. */
  public List<OutputChoice> choices() {
    CueSettings cues =
        new CueSettings(
            checked("--max-line-width", columns, 10, 200),
            checked("--max-lines", lines, 1, 10),
            checked("--reading-speed", speed, 5, 100));
    return outputs.isEmpty()
        ? List.of(new OutputChoice(Format.TEXT, Optional.empty()))
        : outputs.stream()
            .map(choice -> new OutputChoice(choice.format(), choice.file(), cues))
            .toList();
  }

  private int checked(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          option + " takes a number from " + least + " to " + most + ", not " + value);
    }
    return value;
  }

  /** The file of what is written for what the server says. */
  public Optional<Path> glossary() {
    return glossary;
  }

  /** Whether figures are printed. */
  public boolean stats() {
    return stats;
  }
}
