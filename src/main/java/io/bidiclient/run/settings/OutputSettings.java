package io.bidiclient.run.settings;

import io.bidiclient.terminal.ColorMode;
import io.bidiclient.transport.s3.S3Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the transcripts of a command.
 *
 * @param outputs the formats, each with its file where it has one
 * @param folder the directory that takes a file for each input and format
 * @param bucket the place in S3 that takes them in its stead
 * @param existing what is done about files that are there in the folder
 * @param jobs inputs transcribed at once
 * @param shard the part of the inputs that is this process's
 * @param kept what is kept beside the transcript
 * @param stats whether figures are printed
 * @param progress whether progress is shown
 * @param color whether it is shown in colour
 * @param glossary the file of what is written for what the server says
 * @param hooks who is given what was said
 * @param metrics where figures go
 */
public record OutputSettings(
    List<OutputChoice> outputs,
    Optional<Path> folder,
    Optional<S3Address> bucket,
    Existing existing,
    int jobs,
    Optional<Shard> shard,
    KeptFiles kept,
    boolean stats,
    boolean progress,
    ColorMode color,
    Optional<Path> glossary,
    HookSettings hooks,
    MetricsChoice metrics) {
  /** What is done about files that are there in the output folder. */
  public enum Existing {
    /** The command is refused. */
    REFUSE,
    /** They stay, and an input that has all of its files is left out. */
    SKIP,
    /** They are replaced. */
    OVERWRITE
  }

  public OutputSettings {
    outputs = List.copyOf(outputs);
  }

  /** Whether anybody is told the digest of the audio that was sent. */
  public boolean tellsDigest() {
    return stats
        || bucket.isPresent()
        || kept.recording().isPresent()
        || hooks.isSet()
        || outputs.stream().anyMatch(output -> output.format().tellsDigest());
  }

  /** Whether each input has files of its own in a place for many. */
  public boolean hasFolder() {
    return folder.isPresent() || bucket.isPresent();
  }
}
