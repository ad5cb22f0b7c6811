package io.bidiclient.cli.option;

import io.bidiclient.endpoint.AwsAccess;
import io.bidiclient.endpoint.EndpointStack;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.terminal.LogConfigurator;
import io.bidiclient.terminal.Verbosity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which stack, and how AWS is reached. */
@Command(description = "Where")
public final class StackOptions {
  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "voxtral-realtime",
      description = "CloudFormation stack (default: ${DEFAULT-VALUE}).")
  public String stack;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "AWS region (default: AWS's own chain).")
  private Optional<String> region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Profile of the AWS configuration files.")
  private Optional<String> profile;

  @Option(
      names = "--cloudformation-url",
      paramLabel = "URL",
      description = "Another URL of CloudFormation.")
  private Optional<URI> url;

  @Option(
      names = "--poll",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How often to look at work in progress (default: ${DEFAULT-VALUE}).")
  private Duration poll;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say what happens; twice, also what AWS logs.")
  private boolean[] verbose = {};

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** The stack; the log is set up from here on. */
  public EndpointStack open() throws StackException {
    LogConfigurator.show(verbosity());
    return EndpointStack.open(new AwsAccess(region, profile, url), stack, poll);
  }

  private Verbosity verbosity() {
    return switch (verbose.length) {
      case 0 -> Verbosity.SILENT;
      case 1 -> Verbosity.OURS;
      default -> Verbosity.ALL;
    };
  }
}
