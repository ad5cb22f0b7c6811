package io.bidiclient.cli;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.Pace;
import io.bidiclient.audio.Pacer;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast audio is sent. */
@Command(description = "Pace")
final class PaceOptions {
  @Option(
      names = "--pace",
      paramLabel = "PACE",
      defaultValue = "auto",
      description =
          "auto: as fast as the model hears; realtime: as spoken; max: as fast as the wire takes"
              + " it (default: ${DEFAULT-VALUE}).")
  Pace pace;

  @Option(
      names = "--ahead",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How far auto may be ahead of the model (default: ${DEFAULT-VALUE}).")
  Duration ahead;

  Pacer pacer() {
    return new Pacer(pace, ahead.toMillis() * AudioChunk.RATE / 1000);
  }
}
