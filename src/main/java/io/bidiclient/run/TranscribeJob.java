package io.bidiclient.run;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.mix.ChannelSplitter;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.cli.option.AudioOptions;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.Result;
import io.bidiclient.run.events.EventSink;
import io.bidiclient.run.events.PendingNotices;
import io.bidiclient.run.events.Progress;
import io.bidiclient.run.events.ProgressRow;
import io.bidiclient.run.events.Recorder;
import io.bidiclient.run.events.RunObserver;
import io.bidiclient.run.events.RunReport;
import io.bidiclient.run.events.RunTap;
import io.bidiclient.run.events.SavedAudio;
import io.bidiclient.run.input.AudioInput;
import io.bidiclient.run.input.Inputs;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.run.settings.KeptFiles;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Status;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.recording.Recording;
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
public final class TranscribeJob {
  private final RunSettings settings;
  private final SharedDestination destination;
  private final ProcessContext surroundings;
  private final AudioInput audio;
  private final Progress progress;
  private final Consumer<String> talk;

  /**
   * A run that has not begun.
   *
   * @param talk takes a line for the person
   */
  public TranscribeJob(
      RunSettings settings,
      SharedDestination destination,
      ProcessContext surroundings,
      Progress progress,
      Consumer<String> talk) {
    this.settings = settings;
    this.destination = destination;
    this.surroundings = surroundings;
    this.audio = new AudioInput(settings, surroundings.in());
    this.progress = progress;
    this.talk = talk;
  }

  /**
   * Runs to the end.
   *
   * @param kept what else is kept of it
   */
  public RunReport run(String input, Outputs outputs, KeptFiles kept)
      throws CommandException, IOException, InterruptedException {
    audio.check(input);
    boolean paced = isPaced(input);
    long began = System.nanoTime();
    LongSupplier clock = () -> System.nanoTime() - began;
    if (settings.audio().splitChannels) {
      return split(input, outputs, clock);
    }
    RunObserver account = new RunObserver(outputs, paced);
    Optional<Recorder> recorder = Optional.empty();
    if (kept.recording().isPresent()) {
      Recording head = new Recording(Inputs.name(input), settings.where().target(), paced);
      recorder = Optional.of(Recorder.start(kept.recording().get(), head, clock));
    }
    Optional<SavedAudio> saved = Optional.empty();
    if (kept.audio().isPresent()) {
      saved = Optional.of(SavedAudio.start(kept.audio().get()));
    }
    List<EventSink> sinks = new ArrayList<>(List.of(account));
    recorder.ifPresent(sinks::add);
    ProgressRow row =
        new ProgressRow(Inputs.name(input), seconds(input), audio.isLive(input), account);
    sinks.add(row);
    progress.add(row);
    Consumer<AudioChunk> keep = saved.<Consumer<AudioChunk>>map(s -> s::sent).orElse(chunk -> {});
    RunTap tap = new RunTap(sinks, talk, outputs::isClosed, clock, keep);
    List<Problem> problems = new ArrayList<>(transcribe(input, tap, recorder));
    recorder.ifPresent(Recorder::close);
    saved.ifPresent(SavedAudio::close);
    progress.remove(row);
    Summary summary = account.end();
    problems.addAll(outputs.problems());
    recorder.flatMap(Recorder::problem).ifPresent(problems::add);
    saved.flatMap(SavedAudio::problem).ifPresent(problems::add);
    return new RunReport(input, summary, problems);
  }

  private RunReport split(String input, Outputs outputs, LongSupplier clock)
      throws CommandException, IOException, InterruptedException {
    boolean paced = isPaced(input);
    PendingNotices notices = new PendingNotices();
    String name = Inputs.name(input);
    List<Problem> problems;
    Summary summary;
    try (ChannelSplitter split = ChannelSplitter.start(name, audio.open(input, notices))) {
      List<Channel> channels = settings.audio().labels(split.channels().size());
      SplitObserver account = new SplitObserver(outputs, channels, paced, clock);
      SplitJob run =
          new SplitJob(
              settings.of(input), surroundings.interruption(), account, progress, talk, notices);
      Transport transport = destination.transport();
      problems = new ArrayList<>(run.run(name, seconds(input), split, transport));
      notices.tell(
          warning -> {
            talk.accept("warning: " + warning.message());
            account.warn(warning);
          });
      summary = account.end();
    } catch (AudioException e) {
      problems = new ArrayList<>(List.of(Problem.of(e)));
      RunObserver account = new RunObserver(outputs, paced);
      new RunTap(List.of(account), talk, outputs::isClosed, clock)
          .end(problems, Status.FAILED, Result.Delivery.NONE);
      summary = account.end();
    }
    problems.addAll(outputs.problems());
    return new RunReport(input, summary, problems);
  }

  private List<Problem> transcribe(String input, RunTap tap, Optional<Recorder> recorder)
      throws CommandException, IOException, InterruptedException {
    PendingNotices notices = new PendingNotices();
    StreamTranscriber hearing =
        new StreamTranscriber(settings.of(input), surroundings.interruption(), talk);
    try (ChunkSource chunks = open(input, notices)) {
      Transport wire = destination.transport();
      Transport transport = recorder.map(r -> r.overhear(wire)).orElse(wire);
      Result result = hearing.hear(chunks, transport, tap, notices);
      List<Problem> problems = Problem.of(result);
      tap.end(problems, hearing.status(result), result.delivery());
      return problems;
    } catch (AudioException e) {
      List<Problem> problems = List.of(Problem.of(e));
      tap.end(problems, Status.FAILED, Result.Delivery.NONE);
      return problems;
    }
  }

  private boolean isPaced(String input) {
    return settings.pace().pace == Pace.REALTIME || Inputs.isMicrophone(input);
  }

  private ChunkSource open(String input, PendingNotices notices) throws AudioException {
    AudioOptions options = settings.audio();
    String name = Inputs.name(input);
    AudioSource source = options.channel.of(name, audio.open(input, notices));
    return new AudioPipeline(name, source, options.chunkMs, options.gain, notices);
  }

  /** How long a file is; absent for what is no file or does not tell without being decoded. */
  private OptionalDouble seconds(String input) {
    if (!progress.isShown() || input.equals(Inputs.STDIN) || audio.isLive(input)) {
      return OptionalDouble.empty();
    }
    return AudioFiles.seconds(Path.of(input), settings.audio().format());
  }
}
