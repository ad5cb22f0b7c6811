package io.bidiclient.cli;

import io.bidiclient.cli.value.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The settings in force and where each of them comes from. No secret is among them. */
final class Explanation {
  private static final Set<String> SECRETS = Set.of("--api-key", "--webhook");

  private final CommandSpec command;

  Explanation(CommandSpec command) {
    this.command = command;
  }

  /** A line an option: name, value, origin. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp()
          && !option.versionHelp()
          && !option.longestName().equals("--explain")) {
        text.append(line(option));
      }
    }
    return text.toString();
  }

  private String line(OptionSpec option) {
    String name = option.longestName().replaceFirst("^-+", "");
    return String.format("%-20s %-42s %s%n", name, value(option), origin(option));
  }

  private String value(OptionSpec option) {
    Object value = option.getValue();
    if (SECRETS.contains(option.longestName())) {
      return value.equals(Optional.empty()) ? "-" : "(not shown)";
    }
    if (value instanceof Optional<?> optional) {
      value = optional.isPresent() ? optional.get() : "-";
    }
    if (value instanceof boolean[] times) {
      return Integer.toString(times.length);
    }
    if (value instanceof Enum<?> mode) {
      return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return value instanceof Duration time ? Durations.format(time) : String.valueOf(value);
  }

  private String origin(OptionSpec option) {
    if (command.commandLine().getParseResult().hasMatchedOption(option)) {
      return "command line";
    }
    EnvironmentDefaults environment =
        (EnvironmentDefaults) command.commandLine().getDefaultValueProvider();
    return environment
        .variable(option)
        .map(variable -> "environment (" + variable + ")")
        .orElse("default");
  }
}
