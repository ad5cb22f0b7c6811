package io.bidiclient.cli;

import io.bidiclient.cli.help.NearestWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives every option a default from the environment: {@code --chunk-ms} from {@code BIDI_CHUNK_MS}.
 * An empty variable counts as unset. A switch is set by {@code 1}, {@code true}, {@code yes} or
 * {@code on}, and left as it is by {@code 0}, {@code false}, {@code no} or {@code off}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final String PREFIX = "BIDI_";

  /** Names that other programs have made known. */
  private static final Map<String, String> OTHERS = Map.of("--api-key", "VLLM_API_KEY");

  /** Variables of ours that set no option: of the recogniser, the container and the scripts. */
  private static final Set<String> NO_OPTIONS =
      Set.of(
          "BIDI_SPEECH_DIR",
          "BIDI_SPEECH_JAR",
          "BIDI_MODEL_DIR",
          "BIDI_WEBHOOK_KEY",
          "BIDI_WARM_UP",
          "BIDI_PRINT",
          "BIDI_VARIABLES",
          "BIDI_CLASSES",
          "BIDI_CLASSPATH");

  private static final Set<String> ON = Set.of("1", "true", "yes", "on");
  private static final Set<String> OFF = Set.of("0", "false", "no", "off");

  private final Map<String, String> environment;
  private final boolean empty;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
    this.empty =
        environment.keySet().stream()
            .noneMatch(name -> name.startsWith(PREFIX) || OTHERS.containsValue(name));
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    // With nothing to find, no name of a variable is made: that takes long at a start.
    if (empty || !(arg instanceof OptionSpec option)) {
      return null;
    }
    String value = variable(option).map(environment::get).orElse(null);
    if (value == null || !isSwitch(option)) {
      return value;
    }
    String word = value.strip().toLowerCase(Locale.ROOT);
    if (OFF.contains(word)) {
      return null;
    }
    return ON.contains(word) ? "true" : value;
  }

  /** Whether it may be given without a value. */
  private static boolean isSwitch(OptionSpec option) {
    return (option.arity().min() == 0 && option.arity().max() == 0)
        || option.longestName().equals("--local");
  }

  /** The variable that sets an option now. */
  Optional<String> variable(OptionSpec option) {
    String own = own(option);
    return Stream.of(own, OTHERS.getOrDefault(option.longestName(), own))
        .filter(variable -> !environment.getOrDefault(variable, "").isEmpty())
        .findFirst();
  }

  private static String own(OptionSpec option) {
    String name = option.longestName().replaceFirst("^-+", "");
    if (name.equals("model") && option.command().name().equals("emulator")) {
      // BIDI_MODEL is the name that is asked for at an endpoint.
      name = "emulator-model";
    }
    return PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * A message about options, with the variables that set those of them that the command line does
   * not.
   */
  String withVariables(String message, CommandSpec command, String[] arguments) {
    List<String> variables = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      boolean told = message.matches("(?s).*" + option.longestName() + "(?![a-z-]).*");
      boolean typed =
          Arrays.stream(arguments)
              .anyMatch(word -> Arrays.stream(option.names()).anyMatch(word::startsWith));
      if (told && !typed) {
        variable(option).ifPresent(variables::add);
      }
    }
    return variables.isEmpty()
        ? message
        : message + " (set by " + String.join(" and ", variables) + ")";
  }

  /** A line for each variable that looks like one of ours and sets nothing. */
  List<String> unknown(CommandLine program) {
    Set<String> known = new TreeSet<>(NO_OPTIONS);
    collect(program, known);
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .sorted()
        .map(
            name ->
                "warning: the variable "
                    + name
                    + " sets no option"
                    + NearestWord.to(name, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(""))
        .toList();
  }

  private static void collect(CommandLine command, Set<String> known) {
    command.getCommandSpec().options().forEach(option -> known.add(own(option)));
    command.getSubcommands().values().forEach(sub -> collect(sub, known));
  }
}
