package io.bidiclient.bench.load;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.check.ReferenceFile;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.run.Problems;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.input.AudioInput;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.input.InputList;
import io.bidiclient.run.input.Inputs;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the inputs of a load test into memory, each as far as one step reaches, with what is said
 * in it: {@code audio.txt} beside {@code audio.wav}, or the one reference that was given.
 */
public final class InputLoader {
  private final RunSettings settings;
  private final Optional<Path> reference;
  private final AudioInput audio;
  private final Consumer<String> say;

  /**
   * A loader.
   *
   * @param reference the text of the only input
   * @param say takes what a person should know of the inputs
   */
  public InputLoader(
      RunSettings settings,
      Optional<Path> reference,
      ProcessContext context,
      Consumer<String> say) {
    this.settings = settings;
    this.reference = reference;
    this.audio = new AudioInput(settings, context);
    this.say = say;
  }

  /**
   * Reads all of them.
   *
   * @param longest audio that a stream can send of one in a step
   */
  public List<BenchInput> load(List<String> arguments, Duration longest) throws CommandException {
    List<InputItem> items = InputList.of(arguments, settings.audio().raw().isPresent()).items();
    if (reference.isPresent() && items.size() > 1) {
      throw new CommandException(
          new Problem(
              ExitCode.USAGE,
              "--reference is the text of one input, and there are " + items.size(),
              "put audio.txt beside each audio.wav"));
    }
    List<BenchInput> inputs = new ArrayList<>();
    for (InputItem item : items) {
      inputs.add(load(item, longest));
    }
    return inputs;
  }

  private BenchInput load(InputItem item, Duration longest) throws CommandException {
    if (item.isMicrophone()) {
      throw new CommandException(
          new Problem(
              ExitCode.USAGE,
              "a load test sends the same audio to all streams, and a microphone has it once",
              "name an audio file"));
    }
    audio.check(item);
    PendingWarnings notices = new PendingWarnings();
    List<AudioChunk> chunks = new ArrayList<>();
    boolean whole;
    try (ChunkSource source = open(item, notices)) {
      whole = read(source, FrameClock.samples(longest), chunks);
    } catch (AudioException e) {
      throw new CommandException(Problems.of(e), e);
    } catch (IOException e) {
      throw new CommandException(
          new Problem(ExitCode.INPUT, "cannot close " + item.title() + ": " + e.getMessage(), ""),
          e);
    }
    notices.tell(warning -> say.accept("warning: " + warning.message()));
    Optional<String> said = reference(item);
    if (!whole && said.isPresent()) {
      say.accept(
          "warning: "
              + item.title()
              + " is longer than a step: its text cannot be compared, give a longer --step");
    }
    return new BenchInput(item.title(), chunks, whole ? said : Optional.empty());
  }

  private ChunkSource open(InputItem item, PendingWarnings notices) throws AudioException {
    return new AudioPipeline(
        item.title(),
        settings.audio().select(item.title(), audio.open(item, notices)),
        settings.audio().chunkMillis(),
        settings.audio().gain(),
        notices);
  }

  /** Whether that was all of it. */
  private static boolean read(ChunkSource source, long samples, List<AudioChunk> chunks)
      throws AudioException {
    for (Optional<AudioChunk> next = source.next(); next.isPresent(); next = source.next()) {
      if (next.get().end() > samples && !chunks.isEmpty()) {
        return false;
      }
      chunks.add(next.get());
    }
    return true;
  }

  private Optional<String> reference(InputItem item) throws CommandException {
    Optional<Path> file = reference.or(() -> beside(item));
    return file.isEmpty() ? Optional.empty() : Optional.of(ReferenceFile.read(file.get()));
  }

  private static Optional<Path> beside(InputItem item) {
    return item.file()
        .map(audio -> audio.resolveSibling(Inputs.stem(audio).getFileName() + ".txt"))
        .filter(Files::isRegularFile);
  }
}
