package io.bidiclient.run.output;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.input.InputItem;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the files of inputs are called in an output folder, without the format's extension: the
 * input's name without its own, or with it where two inputs would meet, as {@code talk.wav} and
 * {@code talk.mp3} do.
 *
 * @param names of each input
 * @param kept inputs that keep their extensions, the first two that would meet ahead
 */
record OutputNames(Map<InputItem, Path> names, List<InputItem> kept) {
  /**
   * Names for inputs, all of them different: also in upper and lower case, unless only that tells
   * them apart.
   *
   * @param tellsCase whether names that differ only in upper and lower case are two; asked only if
   *     it matters
   * @throws CommandException where two would meet all the same
   */
  static OutputNames of(List<InputItem> inputs, BooleanSupplier tellsCase) throws CommandException {
    return of(inputs, false)
        .or(() -> tellsCase.getAsBoolean() ? of(inputs, true) : Optional.empty())
        .orElseThrow(() -> two(inputs));
  }

  private static Optional<OutputNames> of(List<InputItem> inputs, boolean tellsCase) {
    Map<InputItem, Path> names = new HashMap<>();
    inputs.forEach(input -> names.put(input, input.name()));
    List<InputItem> kept = new ArrayList<>();
    // A name with its extension may meet one without: talk.wav, talk.mp3 and talk.mp3.wav.
    for (List<InputItem> meeting = meeting(inputs, names, tellsCase);
        !meeting.isEmpty();
        meeting = meeting(inputs, names, tellsCase)) {
      boolean changed = false;
      for (InputItem input : meeting) {
        changed |= !input.wholeName().equals(names.put(input, input.wholeName()));
      }
      if (!changed) {
        return Optional.empty();
      }
      kept.addAll(meeting);
    }
    return Optional.of(new OutputNames(names, kept));
  }

  /** The name of an input. */
  Path of(InputItem input) {
    return names.get(input);
  }

  /** Inputs whose names meet, also where a file system takes upper and lower case for the same. */
  private static List<InputItem> meeting(
      List<InputItem> inputs, Map<InputItem, Path> names, boolean tellsCase) {
    Map<String, List<InputItem>> byName = new LinkedHashMap<>();
    inputs.stream()
        .filter(input -> input.problem().isEmpty())
        .forEach(
            input ->
                byName
                    .computeIfAbsent(key(names.get(input), tellsCase), k -> new ArrayList<>())
                    .add(input));
    return byName.values().stream().filter(all -> all.size() > 1).flatMap(List::stream).toList();
  }

  private static String key(Path name, boolean tellsCase) {
    String whole = name.normalize().toString();
    if (tellsCase) {
      return whole;
    }
    // Such a disk may take a letter with its accent, and the two behind one another, for the same.
    return Normalizer.normalize(whole, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static CommandException two(List<InputItem> inputs) {
    Map<InputItem, Path> names = new HashMap<>();
    inputs.forEach(input -> names.put(input, input.wholeName()));
    List<InputItem> meeting = meeting(inputs, names, false);
    InputItem one = meeting.get(0);
    InputItem other = meeting.get(1);
    boolean same = names.get(one).equals(names.get(other));
    return new CommandException(
        new Problem(
            ExitCode.USAGE,
            one.source() + " and " + other.source() + " would be written to the same file",
            same
                ? "name each input once, or give the directory that holds both"
                : "rename one of them: the output directory does not tell such names apart"));
  }
}
