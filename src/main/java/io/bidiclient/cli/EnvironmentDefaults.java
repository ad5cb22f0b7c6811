package io.bidiclient.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives every option a default from the environment: {@code --chunk-ms} from {@code BIDI_CHUNK_MS}.
 * An empty variable counts as unset.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    String value =
        arg instanceof OptionSpec option ? environment.getOrDefault(variable(option), "") : "";
    return value.isEmpty() ? null : value;
  }

  /** The variable's name for an option. */
  static String variable(OptionSpec option) {
    String name = option.longestName().replaceFirst("^-+", "");
    return "BIDI_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
