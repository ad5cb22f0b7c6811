package io.bidiclient.run.output;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.run.files.SourceGuard;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.run.settings.OutputSettings;
import io.bidiclient.run.settings.OutputSettings.Existing;
import io.bidiclient.transcript.Target;
import io.bidiclient.transport.s3.S3Store;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the transcripts of a command go. Made before anything is sent, and refuses what cannot be
 * meant. Safe for use from many threads.
 */
public final class OutputPlan implements AutoCloseable {
  private final List<OutputChoice> choices;
  private final Optional<OutputFolder> folder;
  private final Existing existing;
  private final Writer stdout;
  private final boolean several;
  private final OutputNames names;

  /** Guarded by this. */
  private final Map<Path, SharedFile> shared = new HashMap<>();

  private OutputPlan(
      List<OutputChoice> choices,
      Optional<OutputFolder> folder,
      Existing existing,
      Writer stdout,
      List<InputItem> inputs)
      throws CommandException {
    this.choices = choices;
    this.folder = folder;
    this.existing = existing;
    this.stdout = stdout;
    this.several = inputs.size() > 1;
    this.names =
        folder.isPresent()
            ? OutputNames.of(inputs, folder.get()::tellsCase)
            : new OutputNames(Map.of(), List.of());
  }

  /**
   * A plan for the given inputs.
   *
   * @param split whether their channels are transcribed each by itself
   * @param store the way to S3; asked only where the outputs go there
   */
  public static OutputPlan of(
      OutputSettings settings, boolean split, List<InputItem> inputs, Writer stdout, S3Store store)
      throws CommandException {
    OutputRules.check(settings, split, inputs.size() > 1);
    return new OutputPlan(
        settings.outputs(), folder(settings, store), settings.existing(), stdout, inputs);
  }

  private static Optional<OutputFolder> folder(OutputSettings settings, S3Store store)
      throws CommandException {
    if (settings.bucket().isPresent()) {
      return Optional.of(BucketFolder.open(store, settings.bucket().get()));
    }
    return settings.folder().map(LocalFolder::new);
  }

  /** A plan for one transcript. */
  public static OutputPlan single(List<OutputChoice> choices, Writer stdout)
      throws CommandException {
    OutputRules.checkPlaces(choices, false, List.of());
    return new OutputPlan(choices, Optional.empty(), Existing.REFUSE, stdout, List.of());
  }

  /** Inputs that keep their extensions in the folder, since others would meet them there. */
  public List<InputItem> keptExtensions() {
    return names.kept();
  }

  /**
   * Refuses to write to a file that is read, and to replace one that nobody asked to be replaced.
   *
   * @param inputs those that will be transcribed
   */
  public void check(SourceGuard guard, List<InputItem> inputs) throws CommandException {
    for (OutputChoice choice : choices) {
      if (choice.file().isPresent()) {
        guard.check("-o " + choice, choice.file().get());
      } else if (folder.isEmpty()) {
        guard.checkStdout();
      }
    }
    for (InputItem input : folder.isPresent() ? inputs : List.<InputItem>of()) {
      checkFolder(guard, input);
    }
  }

  /** Whether all files of the input are there, and it is to be left out. */
  public boolean isDone(InputItem input) {
    return existing == Existing.SKIP
        && input.problem().isEmpty()
        && choices.stream().filter(this::isInFolder).allMatch(choice -> isThere(input, choice));
  }

  /**
   * Whether a complete transcript of an input is in the folder: also from a time when no other
   * input met it there, and it had a shorter name.
   */
  private boolean isThere(InputItem input, OutputChoice choice) {
    OutputFolder place = folder.orElseThrow();
    return place.holds(name(input, choice))
        || (!names.of(input).equals(input.name())
            && place.holdsOf(name(input.name(), choice), input.title()));
  }

  /** Opens all outputs of an input, or none. */
  public Outputs open(InputItem input, Target target) throws CommandException {
    List<Output> outputs = new ArrayList<>();
    try {
      for (OutputChoice choice : choices) {
        open(choice, input, target).ifPresent(outputs::add);
      }
      return new Outputs(outputs);
    } catch (CommandException e) {
      outputs.forEach(Output::abandon);
      throw e;
    }
  }

  /** Closes the files that several inputs share, and gives them their names. */
  public synchronized List<Problem> finish() {
    List<Problem> problems = new ArrayList<>();
    shared.forEach(
        (path, file) -> {
          try {
            file.close();
          } catch (IOException e) {
            problems.add(WriteFailure.of("the transcripts to " + path, e));
          }
        });
    shared.clear();
    return problems;
  }

  @Override
  public void close() {
    var unused = finish();
    folder.ifPresent(OutputFolder::close);
  }

  private Optional<Output> open(OutputChoice choice, InputItem input, Target target)
      throws CommandException {
    String name = input.title();
    if (isInFolder(choice)) {
      OutputFolder place = folder.orElseThrow();
      Path file = name(input, choice);
      return existing == Existing.SKIP && isThere(input, choice)
          ? Optional.empty()
          : Optional.of(place.open(file, existing == Existing.OVERWRITE, choice, name, target));
    }
    if (choice.file().isPresent() && !several) {
      return Optional.of(Output.in(choice.file().get(), choice, name, target));
    }
    String place = choice.file().map(Path::toString).orElse("stdout");
    try {
      Writer out = choice.file().isPresent() ? shared(choice.file().get()) : stdout;
      return Optional.of(Output.on(place, out, choice, name, target));
    } catch (IOException e) {
      throw new CommandException(WriteFailure.of("the transcript to " + place, e), e);
    }
  }

  private synchronized Writer shared(Path file) throws IOException {
    if (!shared.containsKey(file)) {
      shared.put(file, SharedFile.open(file));
    }
    return shared.get(file).out();
  }

  private void checkFolder(SourceGuard guard, InputItem input) throws CommandException {
    if (input.problem().isPresent()) {
      return;
    }
    for (OutputChoice choice : choices) {
      if (!isInFolder(choice)) {
        continue;
      }
      OutputFolder place = folder.orElseThrow();
      Path file = name(input, choice);
      place.check(guard, file);
      if (existing == Existing.REFUSE && place.holds(file)) {
        throw new CommandException(
            new Problem(
                ExitCode.USAGE,
                place.place(file) + " is there already",
                "add --skip-existing to leave such inputs out, or --overwrite to replace the"
                    + " files"));
      }
    }
  }

  /** What an input's file is called in the folder. */
  private Path name(InputItem input, OutputChoice choice) {
    return name(names.of(input), choice);
  }

  private static Path name(Path name, OutputChoice choice) {
    String whole = name.getFileName() + "." + choice.format().extension();
    return name.resolveSibling(whole);
  }

  private boolean isInFolder(OutputChoice choice) {
    return folder.isPresent() && choice.file().isEmpty();
  }
}
