package io.bidiclient.cli.option;

import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.terminal.Logs;
import io.bidiclient.terminal.Verbosity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much is said about the work. */
@Command(description = "Logging")
public final class LoggingOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what happens; -vv also shows the logs of AWS and Netty.")
  private boolean[] verbose = {};

  @Option(
      names = "--explain",
      description = "Print the settings and where each comes from, and exit.")
  public boolean explain;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  boolean version;

  /** How much is said; the log is set up from here on. */
  public LoggingSettings start() {
    LoggingSettings settings = new LoggingSettings(quiet, verbosity());
    Logs.show(settings.verbosity());
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
