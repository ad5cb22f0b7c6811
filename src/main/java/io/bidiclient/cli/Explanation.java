package io.bidiclient.cli;

import io.bidiclient.cli.value.Durations;
import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.run.remote.RemoteName;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.transport.sagemaker.AwsOrigins;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The settings in force and where each of them comes from. No secret is among them. */
final class Explanation {
  private static final Set<String> SECRETS = Set.of("--api-key", "--webhook");
  private static final Pattern USUAL = Pattern.compile("\\(default: ([^)]*)\\)");
  private static final String DEFAULT = "default";
  private static final String NONE = "-";

  private final CommandSpec command;
  private final Optional<AwsOrigins> aws;

  /** The settings of a command line that names no endpoint. */
  Explanation(CommandSpec command) {
    this.command = command;
    this.aws = Optional.empty();
  }

  /**
   * The settings of a command line that was read.
   *
   * @param endpoint what they are of the server
   * @param environment what AWS's own settings may be in
   */
  Explanation(CommandSpec command, EndpointSettings endpoint, Map<String, String> environment) {
    this.command = command;
    this.aws =
        endpoint.isAws()
            ? Optional.of(AwsOrigins.of(endpoint.region(), endpoint.profile(), environment))
            : Optional.empty();
  }

  /** A setting: its name, its value, what set it. */
  private record Setting(String name, String value, String origin) {
    String line() {
      return String.format("%-20s %-42s %s", name, value, origin);
    }
  }

  /** A line a setting. */
  String text() {
    StringBuilder text = new StringBuilder();
    settings().forEach(setting -> text.append(setting.line()).append(System.lineSeparator()));
    return text.toString();
  }

  /** A line for each setting that somebody chose or that AWS's own settings decide. */
  List<String> chosen() {
    return settings().stream()
        .filter(setting -> !setting.origin().equals(DEFAULT))
        .map(setting -> setting.name() + " " + setting.value() + ": " + setting.origin())
        .toList();
  }

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (option.usageHelp()
          || option.versionHelp()
          || option.longestName().equals("--explain")
          || option.longestName().equals("--help-all")) {
        continue;
      }
      Setting setting =
          new Setting(option.longestName().replaceFirst("^-+", ""), value(option), origin(option));
      settings.add(ofAws(setting).orElse(setting));
      if (setting.name().equals("profile")) {
        settings.add(credentials());
      }
    }
    return settings;
  }

  /** What AWS's own settings say where nobody has said otherwise. */
  private Optional<Setting> ofAws(Setting setting) {
    if (!setting.value().equals(NONE)) {
      return Optional.empty();
    }
    return switch (setting.name()) {
      case "region" -> aws.map(origins -> of("region", origins.region()));
      case "profile" -> aws.flatMap(AwsOrigins::profile).map(origin -> of("profile", origin));
      default -> Optional.empty();
    };
  }

  private Setting credentials() {
    return aws.map(origins -> of("credentials", origins.credentials()))
        .orElse(new Setting("credentials", NONE, "no AWS is asked"));
  }

  private static Setting of(String name, AwsOrigins.Origin origin) {
    return new Setting(name, origin.value(), origin.source());
  }

  private String value(OptionSpec option) {
    Object value = option.getValue();
    if (SECRETS.contains(option.longestName())) {
      return value.equals(Optional.empty()) ? NONE : "(not shown)";
    }
    if (value instanceof Optional<?> optional) {
      value = optional.isPresent() ? optional.get() : NONE;
    }
    if (value instanceof boolean[] times) {
      return Integer.toString(times.length);
    }
    if (value instanceof Enum<?> mode) {
      return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof URI url) {
      return RemoteName.shown(url.toString());
    }
    if (value instanceof Dialect dialect) {
      return dialect.label();
    }
    if (value instanceof Collection<?> several) {
      return several.isEmpty()
          ? usual(option)
          : several.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value instanceof Duration time ? Durations.format(time) : String.valueOf(value);
  }

  /** What help calls the default of an option that has no value. */
  private static String usual(OptionSpec option) {
    Matcher told = USUAL.matcher(String.join(" ", option.description()));
    return told.find() ? told.group(1) : NONE;
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
        .orElse(DEFAULT);
  }
}
