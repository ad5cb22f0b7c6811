package io.bidiclient.run.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who is given what was said while it is being said.
 *
 * @param program the command of a program, its words as a shell's without a shell
 * @param perTurn whether it is started for each turn, and not once for the run
 * @param webhook where turns are posted to
 * @param keyFile the file with the key that posts are signed with
 */
public record HookSettings(
    Optional<String> program, boolean perTurn, Optional<URI> webhook, Optional<Path> keyFile) {
  /** Nobody. */
  public static final HookSettings NONE =
      new HookSettings(Optional.empty(), false, Optional.empty(), Optional.empty());

  /** Whether there is anybody. */
  public boolean isSet() {
    return program.isPresent() || webhook.isPresent();
  }
}
