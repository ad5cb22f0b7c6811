package io.bidiclient.cli.option;

import io.bidiclient.terminal.ColorMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether colour is used. */
@Command(description = "Colour")
public final class ColorOptions {
  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "auto, always or never; NO_COLOR and TERM=dumb count too (default: ${DEFAULT-VALUE}).")
  private ColorMode when;

  /** When to use it. */
  public ColorMode mode() {
    return when;
  }
}
