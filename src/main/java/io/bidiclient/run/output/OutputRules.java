package io.bidiclient.run.output;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.settings.MetricsChoice;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.run.settings.OutputSettings;
import io.bidiclient.transcript.write.Format;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses outputs that could not be told apart, or would be written over one another. */
final class OutputRules {
  private OutputRules() {}

  /**
   * Refuses before anything is opened.
   *
   * @param split whether channels are transcribed each by itself
   * @param several whether there is more than one input
   */
  static void check(OutputSettings settings, boolean split, boolean several)
      throws CommandException {
    if (settings.kept().recording().isPresent() && several) {
      throw usage("--record keeps one run, and there are several inputs", "record them one by one");
    }
    if (split && settings.kept().recording().isPresent()) {
      throw usage(
          "--record keeps one session after another, and --split-channels has several at once",
          "record the channels one by one with --channel N");
    }
    if (several) {
      for (OutputChoice choice : settings.outputs()) {
        checkSeveral(choice, settings, split);
      }
    }
    checkPlaces(
        settings.outputs(),
        settings.hasFolder(),
        List.of(
            Map.entry("--record", settings.kept().recording()),
            Map.entry("--save-audio", settings.kept().audio()),
            Map.entry("--metrics", metricsFile(settings))));
    boolean toStdout =
        !settings.hasFolder()
            && settings.outputs().stream().anyMatch(choice -> choice.file().isEmpty());
    if (settings.metrics() instanceof MetricsChoice.ToStdout && toStdout) {
      throw usage(
          "--metrics - and the transcript go to stdout", "give one of them a file of its own");
    }
  }

  private static Optional<Path> metricsFile(OutputSettings settings) {
    return settings.metrics() instanceof MetricsChoice.ToFile file
        ? Optional.of(file.file())
        : Optional.empty();
  }

  private static void checkSeveral(OutputChoice choice, OutputSettings settings, boolean split)
      throws CommandException {
    boolean inFolder = settings.hasFolder() && choice.file().isEmpty();
    Format format = choice.format();
    if (inFolder || format == Format.JSONL) {
      return;
    }
    if (choice.file().isPresent()) {
      throw usage(
          "-o " + choice + " names one file for several inputs",
          "use --output-dir DIR, or -o jsonl=FILE");
    }
    boolean streams = format != Format.JSON;
    if (streams && (settings.jobs() > 1 || format != Format.TEXT)) {
      throw usage(
          "several inputs cannot be distinguished in " + format.label() + " on stdout",
          "use --output-dir DIR, or -o jsonl");
    }
    if (split && format == Format.TEXT) {
      throw usage(
          "several inputs cannot be distinguished in text with --split-channels",
          "use --output-dir DIR, or -o jsonl");
    }
  }

  /**
   * Refuses two outputs in one place.
   *
   * @param hasFolder whether outputs without a file go to a folder
   * @param others other files that are written, by their options
   */
  static void checkPlaces(
      List<OutputChoice> choices, boolean hasFolder, List<Map.Entry<String, Optional<Path>>> others)
      throws CommandException {
    Map<Object, String> places = new HashMap<>();
    for (OutputChoice choice : choices) {
      boolean inFolder = hasFolder && choice.file().isEmpty();
      Object place = inFolder ? choice.format() : choice.file().map(OutputRules::place);
      if (places.put(place, "-o " + choice) != null) {
        throw usage(
            "two outputs go to " + choice.file().map(Path::toString).orElse("stdout"),
            "give all but one a file of its own, as -o " + choice.format().label() + "=FILE");
      }
    }
    for (Map.Entry<String, Optional<Path>> other : others) {
      Optional<String> taken =
          other.getValue().map(file -> places.put(Optional.of(place(file)), other.getKey()));
      if (taken.isPresent()) {
        throw usage(
            taken.get() + " and " + other.getKey() + " go to the same file",
            "give each a file of its own");
      }
    }
  }

  private static Path place(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static CommandException usage(String message, String hint) {
    return new CommandException(new Problem(ExitCode.USAGE, message, hint));
  }
}
