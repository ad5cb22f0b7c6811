package io.bidiclient.cli.option;

import io.bidiclient.cli.value.OutputReader;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.write.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** In which forms a transcript is written. */
@Command(description = "Output")
public final class FormatOptions {
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

  @Option(names = "--stats", description = "Print latency and delivery figures to stderr.")
  private boolean stats;

  /** What was asked for, or plain text. */
  public List<OutputChoice> choices() {
    return outputs.isEmpty()
        ? List.of(new OutputChoice(Format.TEXT, Optional.empty()))
        : List.copyOf(outputs);
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
