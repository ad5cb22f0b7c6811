package io.bidiclient.run.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is kept of a run beside its transcript.
 *
 * @param recording the file for every message both ways
 * @param audio the WAV file for what was sent
 */
public record KeptFiles(Optional<Path> recording, Optional<Path> audio) {
  /** Nothing is kept. */
  public static final KeptFiles NOTHING = new KeptFiles(Optional.empty(), Optional.empty());
}
