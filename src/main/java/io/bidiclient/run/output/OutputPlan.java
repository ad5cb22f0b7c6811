package io.bidiclient.run.output;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.input.Inputs;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.run.settings.OutputSettings;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.write.Format;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the transcripts of a command go. Made before anything is sent, and refuses what cannot be
 * meant. Safe for use from many threads.
 */
public final class OutputPlan implements AutoCloseable {
  private final List<OutputChoice> choices;
  private final Optional<Path> folder;
  private final Writer stdout;
  private final boolean several;
  private final Map<Path, Writer> shared = new HashMap<>();

  private OutputPlan(
      List<OutputChoice> choices, Optional<Path> folder, Writer stdout, boolean several) {
    this.choices = choices;
    this.folder = folder;
    this.stdout = stdout;
    this.several = several;
  }

  /**
   * A plan for the given inputs.
   *
   * @param split whether their channels are heard each by itself
   */
  public static OutputPlan of(
      OutputSettings settings, boolean split, List<InputItem> inputs, Writer stdout)
      throws CommandException {
    OutputPlan plan =
        new OutputPlan(settings.outputs(), settings.folder(), stdout, inputs.size() > 1);
    plan.check(settings);
    if (split) {
      plan.checkSplit(settings);
    }
    plan.checkPlaces();
    plan.checkNames(inputs);
    return plan;
  }

  /** A plan for one transcript. */
  public static OutputPlan single(List<OutputChoice> choices, Writer stdout)
      throws CommandException {
    OutputPlan plan = new OutputPlan(choices, Optional.empty(), stdout, false);
    plan.checkPlaces();
    return plan;
  }

  /** Whether all files of the input are there. */
  public boolean isDone(InputItem input) {
    return choices.stream()
        .filter(this::isInFolder)
        .allMatch(choice -> Files.exists(file(input, choice)));
  }

  /** Opens all outputs of an input. */
  public Outputs open(InputItem input, Target target) throws CommandException {
    List<Output> outputs = new ArrayList<>();
    for (OutputChoice choice : choices) {
      try {
        outputs.add(open(choice, input, target));
      } catch (IOException e) {
        throw new CommandException(WriteFailure.of(choice.toString(), e), e);
      }
    }
    return new Outputs(outputs);
  }

  @Override
  public synchronized void close() throws IOException {
    for (Writer writer : shared.values()) {
      writer.close();
    }
  }

  private Output open(OutputChoice choice, InputItem input, Target target) throws IOException {
    String name = Inputs.name(input.source());
    if (choice.file().isEmpty()) {
      return folder.isPresent()
          ? Output.named(file(input, choice), choice.format(), name, target)
          : Output.on("stdout", stdout, choice.format(), name, target);
    }
    Path file = choice.file().get();
    return several
        ? Output.on(file.toString(), shared(file), choice.format(), name, target)
        : Output.in(file, choice.format(), name, target);
  }

  private synchronized Writer shared(Path file) throws IOException {
    if (!shared.containsKey(file)) {
      shared.put(file, Files.newBufferedWriter(file));
    }
    return shared.get(file);
  }

  private Path file(InputItem input, OutputChoice choice) {
    Path name = input.name();
    String whole = name.getFileName() + "." + choice.format().extension();
    return folder.orElseThrow().resolve(name.resolveSibling(whole).toString());
  }

  private boolean isInFolder(OutputChoice choice) {
    return folder.isPresent() && choice.file().isEmpty();
  }

  private void check(OutputSettings settings) throws CommandException {
    if (settings.jobs() < 1 || settings.jobs() > 1000) {
      throw usage("--jobs takes a number from 1 to 1000, not " + settings.jobs(), "");
    }
    if (settings.skipExisting() && folder.isEmpty()) {
      throw usage("--skip-existing needs --output-dir", "");
    }
    if (settings.kept().recording().isPresent() && several) {
      throw usage("--record keeps one run, and there are several inputs", "record them one by one");
    }
    for (OutputChoice choice : choices) {
      checkPlace(choice, settings.jobs());
    }
  }

  private void checkSplit(OutputSettings settings) throws CommandException {
    if (settings.kept().recording().isPresent()) {
      throw usage(
          "--record keeps one session after another, and --split-channels has several at once",
          "record the channels one by one with --channel N");
    }
    for (OutputChoice choice : choices) {
      if (several && !isInFolder(choice) && choice.format() == Format.TEXT) {
        throw usage(
            "several inputs cannot be told apart in text with --split-channels",
            "use --output-dir DIR, or -o jsonl");
      }
    }
  }

  private void checkPlaces() throws CommandException {
    Set<Object> places = new HashSet<>();
    for (OutputChoice choice : choices) {
      Object place = isInFolder(choice) ? choice.format() : choice.file();
      if (!places.add(place)) {
        throw usage(
            "two outputs go to " + choice.file().map(Path::toString).orElse("stdout"),
            "give all but one a file of its own, as -o " + choice.format().label() + "=FILE");
      }
    }
  }

  private void checkNames(List<InputItem> inputs) throws CommandException {
    Set<Path> names = new HashSet<>();
    for (InputItem input : inputs) {
      if (folder.isPresent() && !names.add(input.name())) {
        throw usage(
            "two inputs would be written to " + folder.get().resolve(input.name()),
            "rename one, or give the directory that holds both");
      }
    }
  }

  private void checkPlace(OutputChoice choice, int jobs) throws CommandException {
    if (!several || isInFolder(choice) || choice.format() == Format.JSONL) {
      return;
    }
    String label = choice.format().label();
    if (choice.file().isPresent()) {
      throw usage(
          "-o " + choice + " names one file for several inputs",
          "use --output-dir DIR, or -o jsonl=FILE");
    }
    boolean streams = choice.format() != Format.JSON;
    if (streams && (jobs > 1 || choice.format() != Format.TEXT)) {
      throw usage(
          "several inputs cannot be told apart in " + label + " on stdout",
          "use --output-dir DIR, or -o jsonl");
    }
  }

  private static CommandException usage(String message, String hint) {
    String action = hint.isEmpty() ? "run 'bidi-client --help' for the options" : hint;
    return new CommandException(new Problem(ExitCode.USAGE, message, action));
  }
}
