package io.bidiclient.cli.option;

import io.bidiclient.run.input.Shard;
import io.bidiclient.run.output.OutputChoice;
import io.bidiclient.terminal.Tty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What becomes of the transcripts. */
@Command(description = "Output")
public final class OutputOptions {
  @Mixin private FormatOptions render;
  @Mixin private ColorOptions color;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description = "Write one file for each input and format there, not to stdout.")
  public Optional<Path> folder;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Inputs at once (default: ${DEFAULT-VALUE}).")
  public int jobs;

  @Option(
      names = "--skip-existing",
      description = "Leave out inputs whose files in --output-dir are there.")
  public boolean skipExisting;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = Shard.Reader.class,
      description = {
        "Take the I-th of N parts of the inputs, from 0; env/N or env takes",
        "I from AWS Batch's or Kubernetes' variables."
      })
  public Optional<Shard.Choice> shard;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Keep the run, audio and all, for 'replay' and 'emulator --replay'.")
  public Optional<Path> record;

  @Option(
      names = "--save-audio",
      paramLabel = "FILE.wav",
      description = "Keep the audio that is sent, 16 kHz mono; whole even when killed.")
  public Optional<Path> saveAudio;

  @Option(names = "--no-progress", description = "Do not show how far the inputs have come.")
  public boolean noProgress;

  @Option(
      names = "--schema",
      description = "Print the JSON Schema of the jsonl lines, and do no more.")
  public boolean schema;

  /** What was asked for, or plain text. */
  public List<OutputChoice> choices() {
    return render.choices();
  }

  /** Whether what is shown on stderr is in colour. */
  public boolean color(Map<String, String> environment) {
    return color.on(Tty.isTerminal(Tty.STDERR), environment);
  }

  /** Whether figures are printed. */
  public boolean stats() {
    return render.stats;
  }
}
