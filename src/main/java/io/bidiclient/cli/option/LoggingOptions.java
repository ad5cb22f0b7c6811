package io.bidiclient.cli.option;

import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.terminal.LogConfigurator;
import io.bidiclient.terminal.Verbosity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much is said about the work. */
@Command(description = "Talk")
public final class LoggingOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but errors.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say what happens; twice, also what AWS and Netty log.")
  private boolean[] verbose = {};

  @Option(
      names = "--explain",
      description = "Print the settings and where each comes from; send nothing.")
  public boolean explain;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  boolean version;

  /** How much is said; the log is set up from here on. */
  public LoggingSettings start() {
    LoggingSettings settings = new LoggingSettings(quiet, verbosity());
    LogConfigurator.show(settings.verbosity());
    return settings;
  }

  private Verbosity verbosity() {
    return switch (verbose.length) {
      case 0 -> Verbosity.SILENT;
      case 1 -> Verbosity.OURS;
      default -> Verbosity.ALL;
    };
  }
}
