package io.bidiclient.cli.option;

import io.bidiclient.endpoint.AwsAccess;
import io.bidiclient.terminal.Verbosity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which stack, and how AWS is reached. */
@Command(description = "Stack")
public final class StackOptions {
  /** Below it CloudFormation throttles everybody in the account. */
  private static final Duration SHORTEST_POLL = Duration.ofSeconds(2);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "voxtral-realtime",
      description = "CloudFormation stack (default: ${DEFAULT-VALUE}).")
  private String stack;

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
      description = "Use this URL for CloudFormation instead of AWS's.")
  private Optional<URI> url;

  @Option(
      names = "--poll",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "How often to check work in progress (default: ${DEFAULT-VALUE}).")
  private Duration poll;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what happens; -vv also shows the logs of AWS.")
  private boolean[] verbose = {};

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** The stack's name. */
  public String stack() {
    return stack;
  }

  /** How AWS is reached. */
  public AwsAccess access() {
    return new AwsAccess(region, profile, url);
  }

  /** Time between two looks at work in progress. */
  public Duration poll() {
    if (poll.compareTo(SHORTEST_POLL) < 0) {
      throw new ParameterException(spec.commandLine(), "--poll takes 2s or more");
    }
    return poll;
  }

  /** How much is said beside what was asked for. */
  public Verbosity verbosity() {
    return switch (verbose.length) {
      case 0 -> Verbosity.SILENT;
      case 1 -> Verbosity.OURS;
      default -> Verbosity.ALL;
    };
  }
}
