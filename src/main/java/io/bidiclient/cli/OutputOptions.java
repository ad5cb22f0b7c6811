package io.bidiclient.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What becomes of the transcripts. */
@Command(description = "Output")
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      converter = OutputChoice.Reader.class,
      description = {
        "text, json, jsonl, srt or vtt, to stdout or to a file;",
        "may be given many times (default: text)."
      })
  List<OutputChoice> outputs = new ArrayList<>();

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description = "Write one file for each input and format there, not to stdout.")
  Optional<Path> folder;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Inputs at once (default: ${DEFAULT-VALUE}).")
  int jobs;

  @Option(
      names = "--skip-existing",
      description = "Leave out inputs whose files in --output-dir are there.")
  boolean skipExisting;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = Shard.Reader.class,
      description = {
        "Take the I-th of N parts of the inputs, from 0; env/N or env takes",
        "I from AWS Batch's or Kubernetes' variables."
      })
  Optional<Shard.Choice> shard;

  @Option(names = "--stats", description = "Print figures of each run on stderr.")
  boolean stats;

  @Option(
      names = "--schema",
      description = "Print the JSON Schema of the jsonl lines, and do no more.")
  boolean schema;

  /** What was asked for, or plain text. */
  List<OutputChoice> choices() {
    return outputs.isEmpty()
        ? List.of(new OutputChoice(Format.TEXT, Optional.empty()))
        : List.copyOf(outputs);
  }
}
