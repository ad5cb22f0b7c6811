package io.bidiclient.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A command with all that may be typed behind it.
 *
 * @param path its words behind the program's name, with spaces; empty for the program itself
 * @param about a sentence
 * @param options with names
 * @param arguments without
 * @param commands the last words of the commands below it, in their order
 */
record CommandEntry(
    String path,
    String about,
    List<OptionEntry> options,
    List<OptionEntry> arguments,
    List<String> commands) {
  /** The program and all commands below it, each before those below it. */
  static List<CommandEntry> all(CommandSpec root) {
    List<CommandEntry> all = new ArrayList<>();
    collect("", root, all);
    return all;
  }

  /** The first sentence of what a command says of itself. */
  static String about(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    String[] said = usage.header().length > 0 ? usage.header() : usage.description();
    return said.length == 0 ? "" : said[0].replace("%n", " ").strip();
  }

  /** Words that may stand in its place, options among them. */
  Stream<String> names() {
    return options.stream().flatMap(option -> option.names().stream());
  }

  /** Whether it reads files that are named without an option. */
  boolean takesFiles() {
    return arguments.stream().anyMatch(any -> any.value() == OptionEntry.Value.FILE);
  }

  /** The words that may be typed without an option: commands, and known arguments. */
  List<String> words() {
    return Stream.concat(
            commands.stream(), arguments.stream().flatMap(any -> any.values().stream()))
        .toList();
  }

  private static void collect(String path, CommandSpec spec, List<CommandEntry> all) {
    List<String> below =
        spec.subcommands().entrySet().stream()
            .filter(entry -> !isHidden(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    all.add(
        new CommandEntry(
            path,
            about(spec),
            spec.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionEntry::of)
                .toList(),
            spec.positionalParameters().stream().map(OptionEntry::of).toList(),
            below));
    for (String name : below) {
      collect((path + " " + name).strip(), spec.subcommands().get(name).getCommandSpec(), all);
    }
  }

  private static boolean isHidden(CommandLine command) {
    return command.getCommandSpec().usageMessage().hidden();
  }
}
