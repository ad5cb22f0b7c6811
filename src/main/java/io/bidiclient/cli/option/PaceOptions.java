package io.bidiclient.cli.option;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.cli.value.Durations;
import io.bidiclient.run.settings.PaceSettings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast audio is sent. */
@Command(description = "Pacing")
public final class PaceOptions {
  private static final Duration SHORTEST_LIVE = Duration.ofSeconds(2);
  private static final Duration LONGEST_LIVE = Duration.ofMinutes(1);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--pace",
      paramLabel = "PACE",
      defaultValue = "auto",
      description =
          "auto: as fast as the model keeps up; realtime: as recorded; max: as fast as the"
              + " connection allows (default: ${DEFAULT-VALUE}).")
  private Pace pace;

  @Option(
      names = "--ahead",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Audio that auto may send ahead of the model (default: ${DEFAULT-VALUE}).")
  private Duration ahead;

  @Option(
      names = "--live",
      paramLabel = "TIME",
      description =
          "Drop the oldest audio of a pipe or microphone rather than fall further behind than this.")
  private Optional<Duration> live = Optional.empty();

  /** The options as settings; values that make no sense are refused. */
  public PaceSettings settings() {
    if (live.filter(t -> t.compareTo(SHORTEST_LIVE) < 0 || t.compareTo(LONGEST_LIVE) > 0)
        .isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              "--live takes a time from %s to %s, not %s",
              Durations.format(SHORTEST_LIVE),
              Durations.format(LONGEST_LIVE),
              Durations.format(live.get())));
    }
    return new PaceSettings(pace, ahead, live);
  }
}
