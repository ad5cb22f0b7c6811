package io.bidiclient.cli.option;

import io.bidiclient.emulator.config.Capacity;
import io.bidiclient.emulator.config.Caps;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an emulated server takes and carries. */
@Command(description = "Limits")
public final class CapacityOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--max-sessions",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Sessions at once; others are refused (default: ${DEFAULT-VALUE}).")
  private int maxSessions;

  @Option(
      names = "--max-message",
      paramLabel = "BYTES",
      defaultValue = "16777216",
      description = "Longest message; a longer one ends its session (default: 16 MiB).")
  private int maxMessage;

  @Option(
      names = "--capacity",
      paramLabel = "N",
      description = "Serve N sessions in real time; with more, all fall behind.")
  private Optional<Integer> capacity;

  @Option(
      names = "--frame-time",
      paramLabel = "TIME",
      defaultValue = "20ms",
      description =
          "Time that a frame takes when none is waiting, with --capacity (default: ${DEFAULT-VALUE}).")
  private Duration frameTime;

  /** What is held at most. */
  public Caps caps() {
    if (maxSessions < 1 || maxMessage < 1) {
      throw usage("--max-sessions and --max-message take numbers from 1 on");
    }
    return new Caps(maxSessions, maxMessage);
  }

  /** What is served in real time, if there is a limit. */
  public Optional<Capacity> capacity() {
    try {
      return capacity.map(sequences -> new Capacity(sequences, frameTime));
    } catch (IllegalArgumentException e) {
      throw usage("--capacity, --frame-time: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
