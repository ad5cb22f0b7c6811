package io.bidiclient.run.settings;

import io.bidiclient.terminal.ColorMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the transcripts of a command.
 *
 * @param outputs the formats, each with its file where it has one
 * @param folder the directory that takes a file for each input and format
 * @param skipExisting whether inputs are left out whose files in the folder are there
 * @param jobs inputs transcribed at once
 * @param shard the part of the inputs that is this process's
 * @param kept what is kept beside the transcript
 * @param stats whether figures are printed
 * @param progress whether progress is shown
 * @param color whether it is shown in colour
 */
public record OutputSettings(
    List<OutputChoice> outputs,
    Optional<Path> folder,
    boolean skipExisting,
    int jobs,
    Optional<Shard> shard,
    KeptFiles kept,
    boolean stats,
    boolean progress,
    ColorMode color) {
  public OutputSettings {
    outputs = List.copyOf(outputs);
  }
}
