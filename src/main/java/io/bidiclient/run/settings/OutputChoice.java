package io.bidiclient.run.settings;

import io.bidiclient.transcript.write.CueSettings;
import io.bidiclient.transcript.write.Format;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An output that was asked for.
 *
 * @param format its format
 * @param file where it goes; stdout or the output folder when absent
 * @param cues how large subtitles are
 */
public record OutputChoice(Format format, Optional<Path> file, CueSettings cues) {
  /** An output whose subtitles are of the usual size. */
  public OutputChoice(Format format, Optional<Path> file) {
    this(format, file, CueSettings.DEFAULT);
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return format.label() + file.map(path -> "=" + path).orElse("");
  }
}
