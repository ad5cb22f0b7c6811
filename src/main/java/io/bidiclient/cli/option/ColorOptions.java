package io.bidiclient.cli.option;

import io.bidiclient.terminal.Tty;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether colour is used. */
@Command(description = "Colour")
public final class ColorOptions {
  /** When to use colour. */
  enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "auto, always or never; NO_COLOR and TERM=dumb count too (default: ${DEFAULT-VALUE}).")
  When when;

  /** Whether to use it on a stream. */
  public boolean on(boolean terminal, Map<String, String> environment) {
    return switch (when) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal
              && environment.getOrDefault("NO_COLOR", "").isEmpty()
              && !Tty.isDumb(environment);
    };
  }
}
