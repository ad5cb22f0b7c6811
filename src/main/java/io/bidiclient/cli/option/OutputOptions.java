package io.bidiclient.cli.option;

import io.bidiclient.cli.value.FolderChoice;
import io.bidiclient.cli.value.ShardChoice;
import io.bidiclient.run.settings.KeptFiles;
import io.bidiclient.run.settings.OutputSettings;
import io.bidiclient.run.settings.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What becomes of the transcripts. */
@Command(description = "Output")
public final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private FormatOptions formats;
  @Mixin private ColorOptions color;
  @Mixin private HookOptions hooks;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      converter = FolderChoice.Reader.class,
      description = "Directory or s3://BUCKET/PREFIX/ for one file per input and format.")
  private Optional<FolderChoice> folder;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Inputs to transcribe at once (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--skip-existing",
      description = "Skip inputs whose files already exist in --output-dir.")
  private boolean skipExisting;

  @Option(names = "--overwrite", description = "Replace files that are there in --output-dir.")
  private boolean overwrite;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardChoice.Reader.class,
      description =
          "Transcribe part I of N of the inputs, counted from 0; env/N or env takes"
              + " I from the variables of AWS Batch or Kubernetes.")
  private Optional<ShardChoice> shard;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Record the session to a file, audio included, for 'replay' and 'emulator --replay'.")
  private Optional<Path> record;

  @Option(
      names = "--save-audio",
      paramLabel = "FILE.wav",
      description =
          "Save the audio as sent: 16 kHz mono WAV, readable even if the process is killed.")
  private Optional<Path> saveAudio;

  @Option(names = "--no-progress", description = "Do not show progress.")
  private boolean noProgress;

  @Option(names = "--schema", description = "Print the JSON Schema of the jsonl format and exit.")
  private boolean schema;

  /** Whether only the schema is to be printed. */
  public boolean schema() {
    return schema;
  }

  /**
   * The options as settings.
   *
   * @param environment tells which shard this is, where that was left to it
   */
  public OutputSettings settings(Map<String, String> environment) {
    if (jobs < 1 || jobs > 1000) {
      throw usage("--jobs takes a number from 1 to 1000, not " + jobs);
    }
    Optional<Path> directory = folder.flatMap(FolderChoice::directory);
    if (directory.filter(Files::exists).filter(path -> !Files.isDirectory(path)).isPresent()) {
      throw usage("--output-dir takes a directory, and " + directory.get() + " is a file");
    }
    return new OutputSettings(
        formats.choices(),
        directory,
        folder.flatMap(FolderChoice::bucket),
        existing(),
        jobs,
        shard.map(choice -> shard(choice, environment)),
        new KeptFiles(record, saveAudio),
        formats.stats(),
        !noProgress,
        color.mode(),
        formats.glossary(),
        hooks.settings(),
        hooks.metrics());
  }

  private OutputSettings.Existing existing() {
    if (skipExisting && overwrite) {
      throw usage("--skip-existing and --overwrite exclude each other");
    }
    if ((skipExisting || overwrite) && folder.isEmpty()) {
      throw usage((overwrite ? "--overwrite" : "--skip-existing") + " needs --output-dir");
    }
    if (overwrite) {
      return OutputSettings.Existing.OVERWRITE;
    }
    return skipExisting ? OutputSettings.Existing.SKIP : OutputSettings.Existing.REFUSE;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Shard shard(ShardChoice choice, Map<String, String> environment) {
    try {
      return choice.in(environment);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
