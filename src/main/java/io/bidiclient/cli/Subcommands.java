package io.bidiclient.cli;

import io.bidiclient.audio.capture.CaptureDevices;
import io.bidiclient.cli.help.HelpCommand;
import io.bidiclient.cli.help.VersionCommand;
import io.bidiclient.cli.reference.GenerateCompletionCommand;
import io.bidiclient.cli.reference.GenerateManualCommand;
import io.bidiclient.terminal.ProcessContext;
import java.util.Arrays;
import java.util.List;

/**
 * The commands beside the main one. Reading the annotations of all of them is a good part of a
 * start, so a run makes those that its arguments name.
 */
final class Subcommands {
  /** All, in the order of the help. */
  static final List<String> NAMES =
      List.of(
          "live",
          "emulator",
          "endpoint",
          "doctor",
          "devices",
          "check",
          "bench",
          "replay",
          "input-flags",
          "generate-completion",
          "generate-manual",
          "help",
          "version");

  /** These tell of all the others. */
  private static final List<String> OVERVIEWS =
      List.of("help", "generate-completion", "generate-manual");

  private Subcommands() {}

  /** The names that a run with these arguments needs: more than that does no harm. */
  static List<String> wanted(String... arguments) {
    List<String> given = Arrays.asList(arguments);
    boolean all =
        given.stream()
            .anyMatch(argument -> OVERVIEWS.contains(argument) || mayAskForHelp(argument));
    return all ? NAMES : NAMES.stream().filter(given::contains).toList();
  }

  /** {@code --help}, {@code --help-all} and every group of short options with an h. */
  private static boolean mayAskForHelp(String argument) {
    return argument.startsWith("--help")
        || (argument.startsWith("-") && !argument.startsWith("--") && argument.contains("h"));
  }

  /** A command by its name. */
  static Object create(String name, ProcessContext surroundings) {
    return switch (name) {
      case "live" -> new LiveCommand(surroundings);
      case "emulator" -> new EmulatorCommand(surroundings);
      case "endpoint" -> EndpointCommand.of(surroundings);
      case "doctor" -> new DoctorCommand(surroundings);
      case "devices" -> new DevicesCommand(surroundings, CaptureDevices::list);
      case "check" -> new CheckCommand(surroundings);
      case "bench" -> new BenchCommand(surroundings);
      case "replay" -> new ReplayCommand(surroundings);
      case "input-flags" -> new InputFlagsCommand(surroundings);
      case "generate-completion" -> new GenerateCompletionCommand(surroundings.terminal());
      case "generate-manual" -> new GenerateManualCommand(surroundings.terminal());
      case "help" -> new HelpCommand(surroundings.terminal());
      case "version" -> new VersionCommand(surroundings.terminal());
      default -> throw new IllegalArgumentException(name);
    };
  }
}
