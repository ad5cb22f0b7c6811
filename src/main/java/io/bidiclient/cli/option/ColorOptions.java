package io.bidiclient.cli.option;

import io.bidiclient.terminal.ColorMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether colour is used. */
@Command(description = "Color")
public final class ColorOptions {
  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "Use color: auto, always or never. NO_COLOR and TERM=dumb are respected (default:"
              + " ${DEFAULT-VALUE}).")
  private ColorMode when;

  /** When to use it. */
  public ColorMode mode() {
    return when;
  }
}
