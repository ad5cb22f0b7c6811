package io.bidiclient.cli;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioFiles;
import io.bidiclient.audio.AudioPipeline;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ChannelSplitter;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.Pace;
import io.bidiclient.realtime.Result;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Recording;
import io.bidiclient.transcript.Status;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transport.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Transcribes one input: wires its audio, its endpoint and its outputs together. */
final class TranscribeRun {
  private final RunSettings settings;
  private final SharedDestination destination;
  private final Surroundings surroundings;
  private final Progress progress;
  private final Consumer<String> talk;

  /**
   * A run that has not begun.
   *
   * @param talk takes a line for the person
   */
  TranscribeRun(
      RunSettings settings,
      SharedDestination destination,
      Surroundings surroundings,
      Progress progress,
      Consumer<String> talk) {
    this.settings = settings;
    this.destination = destination;
    this.surroundings = surroundings;
    this.progress = progress;
    this.talk = talk;
  }

  /**
   * Runs to the end.
   *
   * @param record where to keep it, if it is to be kept
   */
  RunReport run(String input, Outputs outputs, Optional<Path> record)
      throws CommandException, IOException, InterruptedException {
    boolean paced = settings.pace().pace == Pace.REALTIME;
    long began = System.nanoTime();
    LongSupplier clock = () -> System.nanoTime() - began;
    if (settings.audio().splitChannels) {
      return split(input, outputs, clock);
    }
    Account account = new Account(outputs, paced);
    Optional<Recorder> recorder = Optional.empty();
    if (record.isPresent()) {
      Recording head = new Recording(Inputs.name(input), settings.where().target(), paced);
      recorder = Optional.of(Recorder.start(record.get(), head, clock));
    }
    List<EventSink> sinks = new ArrayList<>(List.of(account));
    recorder.ifPresent(sinks::add);
    ProgressRow row = new ProgressRow(Inputs.name(input), seconds(input), account);
    sinks.add(row);
    progress.add(row);
    RunTap tap = new RunTap(sinks, talk, outputs::isClosed, clock);
    List<Problem> problems = new ArrayList<>(transcribe(input, tap, recorder));
    recorder.ifPresent(Recorder::close);
    progress.remove(row);
    Summary summary = account.end();
    problems.addAll(outputs.problems());
    recorder.flatMap(Recorder::problem).ifPresent(problems::add);
    return new RunReport(input, summary, problems);
  }

  private RunReport split(String input, Outputs outputs, LongSupplier clock)
      throws CommandException, IOException, InterruptedException {
    boolean paced = settings.pace().pace == Pace.REALTIME;
    String name = Inputs.name(input);
    List<Problem> problems;
    Summary summary;
    try (ChannelSplitter audio = ChannelSplitter.start(name, source(input))) {
      List<Channel> channels = settings.audio().labels(audio.channels().size());
      SplitAccount account = new SplitAccount(outputs, channels, paced, clock);
      SplitRun run = new SplitRun(settings, surroundings.interruption(), account, progress, talk);
      Transport transport = destination.transport();
      problems = new ArrayList<>(run.run(name, seconds(input), audio, transport));
      summary = account.end();
    } catch (AudioException e) {
      problems = new ArrayList<>(List.of(Problem.of(e)));
      Account account = new Account(outputs, paced);
      new RunTap(List.of(account), talk, outputs::isClosed, clock)
          .end(problems, Status.FAILED, Result.Delivery.NONE);
      summary = account.end();
    }
    problems.addAll(outputs.problems());
    return new RunReport(input, summary, problems);
  }

  private List<Problem> transcribe(String input, RunTap tap, Optional<Recorder> recorder)
      throws CommandException, IOException, InterruptedException {
    Hearing hearing = new Hearing(settings, surroundings.interruption(), talk);
    try (ChunkSource chunks = open(input)) {
      Transport wire = destination.transport();
      Transport transport = recorder.map(r -> r.overhear(wire)).orElse(wire);
      Result result = hearing.hear(chunks, transport, tap);
      List<Problem> problems = Problem.of(result);
      tap.end(problems, hearing.status(result), result.delivery());
      return problems;
    } catch (AudioException e) {
      List<Problem> problems = List.of(Problem.of(e));
      tap.end(problems, Status.FAILED, Result.Delivery.NONE);
      return problems;
    }
  }

  private ChunkSource open(String input) throws AudioException {
    AudioOptions audio = settings.audio();
    String name = Inputs.name(input);
    return new AudioPipeline(name, audio.channel.of(name, source(input)), audio.chunkMs);
  }

  private AudioSource source(String input) throws AudioException {
    return Inputs.open(input, settings.audio().format(), surroundings.in());
  }

  /** How long a file is; absent for what is no file or does not tell without being decoded. */
  private OptionalDouble seconds(String input) {
    if (!progress.isShown() || input.equals(Inputs.STDIN)) {
      return OptionalDouble.empty();
    }
    return AudioFiles.seconds(Path.of(input), settings.audio().format());
  }
}
