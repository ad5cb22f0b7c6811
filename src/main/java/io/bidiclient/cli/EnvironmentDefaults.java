package io.bidiclient.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives every option a default from the environment: {@code --chunk-ms} from {@code BIDI_CHUNK_MS}.
 * An empty variable counts as unset.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  /** Names that other programs have made known. */
  private static final Map<String, String> OTHERS = Map.of("--api-key", "VLLM_API_KEY");

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    return arg instanceof OptionSpec option
        ? variable(option).map(environment::get).orElse(null)
        : null;
  }

  /** The variable that sets an option now. */
  Optional<String> variable(OptionSpec option) {
    String name = option.longestName().replaceFirst("^-+", "");
    if (name.equals("model") && option.command().name().equals("emulator")) {
      // BIDI_MODEL is the name that is asked for at an endpoint.
      name = "emulator-model";
    }
    String own = "BIDI_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
    return Stream.of(own, OTHERS.getOrDefault(option.longestName(), own))
        .filter(variable -> !environment.getOrDefault(variable, "").isEmpty())
        .findFirst();
  }
}
