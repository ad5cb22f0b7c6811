package io.bidiclient.cli.reference;

import io.bidiclient.cli.value.EnumReader;
import io.bidiclient.cli.value.FolderChoice;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option, or what a command takes without one.
 *
 * @param names as they are typed, with their hyphens; none for an argument without one
 * @param about its first sentence
 * @param value what may stand behind it
 * @param optional whether its value may be left out, and stands behind {@code =} where it is not
 * @param values all values that it can have, where they are known
 */
record OptionEntry(
    List<String> names, String about, Value value, boolean optional, List<String> values) {
  /** What follows an option. */
  enum Value {
    /** Nothing: it is a switch. */
    NONE,
    /** One of a few words. */
    CHOICE,
    FILE,
    FOLDER,
    /** Something that no shell can guess. */
    OTHER
  }

  static OptionEntry of(ArgSpec spec) {
    List<String> values = new ArrayList<>();
    if (spec.completionCandidates() != null) {
      spec.completionCandidates().forEach(value -> values.add(EnumReader.spelled(value)));
    }
    return new OptionEntry(
        spec instanceof OptionSpec option ? List.of(option.names()) : List.of(),
        about(spec),
        value(spec, values),
        spec.arity().min() == 0,
        List.copyOf(values));
  }

  /** What its value may follow: its names, with {@code =} or, unless it is optional, a space. */
  List<String> heads() {
    return names.stream()
        .flatMap(name -> optional ? Stream.of(name + "=") : Stream.of(name, name + "="))
        .toList();
  }

  /** The sentence without what stands behind it, such as its default. */
  private static String about(ArgSpec spec) {
    String all = String.join(" ", spec.description()).replace("%n", " ").replace("%%", "%");
    return all.replaceFirst("(?s)(\\. |: | \\().*", "").replaceFirst("\\.$", "");
  }

  private static Value value(ArgSpec spec, List<String> values) {
    if (spec.arity().max() == 0) {
      return Value.NONE;
    }
    if (!values.isEmpty()) {
      return Value.CHOICE;
    }
    boolean path =
        Stream.concat(Stream.of(spec.type()), Arrays.stream(spec.auxiliaryTypes()))
            .anyMatch(type -> List.of(Path.class, File.class, FolderChoice.class).contains(type));
    if (path && spec.paramLabel().contains("DIR")) {
      return Value.FOLDER;
    }
    boolean named = spec.paramLabel().matches(".*\\b(FILE|INPUT|SOURCE)\\b.*");
    return path || named ? Value.FILE : Value.OTHER;
  }
}
