package io.bidiclient.run.settings;

import io.bidiclient.transcript.write.Format;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An output that was asked for.
 *
 * @param format its format
 * @param file where it goes; stdout or the output folder when absent
 */
public record OutputChoice(Format format, Optional<Path> file) {
  /** As it is given on the command line. */
  @Override
  public String toString() {
    return format.label() + file.map(path -> "=" + path).orElse("");
  }
}
