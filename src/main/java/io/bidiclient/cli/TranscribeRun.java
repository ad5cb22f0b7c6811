package io.bidiclient.cli;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioFeed;
import io.bidiclient.audio.AudioFiles;
import io.bidiclient.audio.AudioPipeline;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.Pace;
import io.bidiclient.realtime.FrameClock;
import io.bidiclient.realtime.Outcome;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.SessionSettings;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.transcript.Recording;
import io.bidiclient.transcript.RunEvent;
import io.bidiclient.transcript.Status;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transport.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Transcribes one input: wires its audio, its endpoint and its outputs together. */
final class TranscribeRun {
  private static final Result.Delivery NOTHING =
      new Result.Delivery(
          0, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0, 0, 0);

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
    Account account = new Account(outputs, paced);
    long began = System.nanoTime();
    LongSupplier clock = () -> System.nanoTime() - began;
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

  private List<Problem> transcribe(String input, RunTap tap, Optional<Recorder> recorder)
      throws CommandException, IOException, InterruptedException {
    try (ChunkSource chunks = open(input);
        AudioFeed feed = new AudioFeed(chunks, settings.pace().pacer(), System::nanoTime)) {
      Transport wire = destination.transport();
      Transport transport = recorder.map(r -> r.overhear(wire)).orElse(wire);
      Result result = listen(transcription(transport, feed, tap));
      List<Problem> problems = Problem.of(result);
      end(tap, problems, status(result), result.delivery());
      return problems;
    } catch (AudioException e) {
      List<Problem> problems = List.of(Problem.of(e));
      end(tap, problems, Status.FAILED, NOTHING);
      return problems;
    }
  }

  /** Runs it; an interruption ends it with what was sent. */
  private Result listen(Transcription transcription) throws InterruptedException {
    Interruption interruption = surroundings.interruption();
    Runnable finishEarly = transcription::finishEarly;
    interruption.call(finishEarly);
    try {
      Result result = transcription.run();
      if (interruption.happened()) {
        talk.accept(
            String.format(
                Locale.ROOT,
                "interrupted: the transcript is of the first %.1f s",
                FrameClock.seconds(result.delivery().sent())));
      }
      return result;
    } finally {
      interruption.forget(finishEarly);
    }
  }

  private Transcription transcription(Transport transport, AudioFeed feed, RunTap tap) {
    SessionSettings session =
        SessionSettings.of(
                settings.where().target().label(),
                settings.where().model,
                settings.limits().limits())
            .withDialect(settings.where().dialect);
    return new Transcription(
        transport, feed, session, settings.limits().recovery(), tap, System::nanoTime);
  }

  private ChunkSource open(String input) throws AudioException {
    AudioOptions audio = settings.audio();
    return new AudioPipeline(
        Inputs.name(input), Inputs.open(input, audio.format(), surroundings.in()), audio.chunkMs);
  }

  /** How long a file is; absent for what is no file or does not tell without being decoded. */
  private OptionalDouble seconds(String input) {
    if (!progress.isShown() || input.equals(Inputs.STDIN)) {
      return OptionalDouble.empty();
    }
    return AudioFiles.seconds(Path.of(input), settings.audio().format());
  }

  private static void end(
      RunTap tap, List<Problem> problems, Status status, Result.Delivery delivery) {
    for (Problem problem : problems) {
      tap.take(new RunEvent.Told(true, problem.code().label(), problem.message(), problem.hint()));
    }
    tap.take(new RunEvent.Ended(status, delivery));
  }

  private Status status(Result result) {
    Outcome outcome = result.outcome();
    if (outcome instanceof Outcome.Failed) {
      return Status.FAILED;
    }
    if (outcome instanceof Outcome.Abandoned) {
      return Status.ABANDONED;
    }
    Optional<AudioException> input = result.input();
    boolean whole =
        outcome instanceof Outcome.Completed
            && input.isEmpty()
            && !surroundings.interruption().happened();
    return whole ? Status.COMPLETE : Status.PARTIAL;
  }
}
