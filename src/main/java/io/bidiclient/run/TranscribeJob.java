package io.bidiclient.run;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.mix.ChannelSplitter;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.run.events.EventSink;
import io.bidiclient.run.events.InputLength;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.events.Progress;
import io.bidiclient.run.events.ProgressRow;
import io.bidiclient.run.events.RunFiles;
import io.bidiclient.run.events.RunObserver;
import io.bidiclient.run.events.RunReport;
import io.bidiclient.run.events.WarningLines;
import io.bidiclient.run.input.AudioInput;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.run.settings.KeptFiles;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import io.bidiclient.transcript.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Transcribes one input: wires its audio, its server and its outputs together. Whatever goes wrong
 * with the input is part of its report, its outputs always get their summary, and all that was
 * opened is closed.
 */
public final class TranscribeJob {
  private final RunSettings settings;
  private final SharedDestination destination;
  private final Interruption interruption;
  private final AudioInput audio;
  private final Progress progress;
  private final Consumer<String> say;
  private final JobOptions options;

  /**
   * A job that has not begun.
   *
   * @param say takes a line for the person
   */
  public TranscribeJob(
      RunSettings settings,
      SharedDestination destination,
      ProcessContext context,
      Progress progress,
      Consumer<String> say) {
    this(settings, destination, context, progress, say, JobOptions.NONE);
  }

  /**
   * A job that has not begun.
   *
   * @param options what is done beside
   */
  public TranscribeJob(
      RunSettings settings,
      SharedDestination destination,
      ProcessContext context,
      Progress progress,
      Consumer<String> say,
      JobOptions options) {
    this.settings = settings;
    this.destination = destination;
    this.interruption = context.interruption();
    this.audio =
        options
            .store()
            .map(store -> new AudioInput(settings, context, store))
            .orElseGet(() -> new AudioInput(settings, context));
    this.progress = progress;
    this.say = say;
    this.options = options;
  }

  /**
   * Runs to the end.
   *
   * @param kept what else is kept of it
   */
  public RunReport run(InputItem input, Outputs outputs, KeptFiles kept)
      throws InterruptedException {
    long began = System.nanoTime();
    LongSupplier clock = () -> System.nanoTime() - began;
    RunReport report =
        settings.audio().split()
            ? split(input, outputs, clock)
            : transcribe(input, outputs, kept, clock);
    if (interruption.happened()) {
      sayHowFar(report.summary());
    }
    return report;
  }

  /** Of an input that was taken apart, each channel is told: they may differ. */
  private void sayHowFar(Summary summary) {
    if (summary.channels().isEmpty()) {
      say.accept(interrupted(summary.delivery()));
    }
    for (Summary.Part part : summary.channels()) {
      say.accept(part.channel().label() + " " + interrupted(part.delivery()));
    }
  }

  private static String interrupted(Delivery delivery) {
    return String.format(
        Locale.ROOT,
        "interrupted: the transcript is of the first %.1f s",
        FrameClock.seconds(delivery.sent()));
  }

  private RunReport transcribe(InputItem input, Outputs outputs, KeptFiles kept, LongSupplier clock)
      throws InterruptedException {
    RunObserver observer =
        new RunObserver(new TranscriptAssembler(outputs, options.glossary()), isPaced(input));
    Recording head = new Recording(input.title(), settings.endpoint().target(), isPaced(input));
    RunFiles files = new RunFiles(kept, head, clock);
    ProgressRow row = new ProgressRow(input.title(), length(input), audio.isLive(input), observer);
    StreamTranscriber stream =
        new StreamTranscriber(
            StreamSettings.of(settings(input)).digested(options.digested()),
            clock,
            EventSink.all(
                List.of(
                    WarningLines.of(settings.logging(), say),
                    observer,
                    files,
                    row,
                    options.meters().get())),
            files::sent,
            outputs::isClosed);
    progress.add(row);
    StreamResult result;
    try (files) {
      result = transcribe(input, stream, files);
      stream.end(result.problems(), result.status(), result.delivery());
    } finally {
      progress.remove(row);
    }
    Summary summary = observer.end();
    List<Problem> problems = new ArrayList<>(result.problems());
    problems.addAll(outputs.problems());
    problems.addAll(files.problems());
    return new RunReport(input.source(), summary, problems, result.fault());
  }

  private StreamResult transcribe(InputItem input, StreamTranscriber stream, RunFiles files)
      throws InterruptedException {
    Runnable finishEarly = stream::finishEarly;
    interruption.call(finishEarly);
    try {
      audio.check(input);
      files.open();
      StreamTranscriber.AudioOpener source = warnings -> open(input, warnings);
      StreamTranscriber.TransportOpener server = () -> files.record(destination.transport());
      return isReadAtOnce(input) && options.loops().isPresent()
          ? stream.transcribe(source, server, new PendingWarnings(), options.loops().get().next())
          : stream.transcribe(source, server);
    } catch (CommandException e) {
      return StreamResult.failed(e.problem());
    } finally {
      interruption.forget(finishEarly);
    }
  }

  private RunReport split(InputItem input, Outputs outputs, LongSupplier clock)
      throws InterruptedException {
    PendingWarnings warnings = new PendingWarnings();
    String name = input.title();
    try {
      audio.check(input);
      try (ChannelSplitter split = ChannelSplitter.start(name, audio.open(input, warnings))) {
        List<Channel> channels = settings.audio().labels(split.channels().size());
        SplitObserver observer =
            new SplitObserver(outputs, channels, options, isPaced(input), clock);
        SplitJob job =
            new SplitJob(settings(input), interruption, observer, progress, say, warnings);
        List<Problem> problems =
            new ArrayList<>(job.run(name, length(input), split, destination::transport));
        warnings.tell(
            warning -> {
              say.accept("warning: " + warning.message());
              observer.warn(warning);
            });
        Summary summary = observer.end();
        problems.addAll(outputs.problems());
        return new RunReport(input.source(), summary, problems, job.fault());
      }
    } catch (AudioException e) {
      return failed(input, outputs, StreamResult.unreadable(Problems.of(e)));
    } catch (CommandException e) {
      return failed(input, outputs, StreamResult.failed(e.problem()));
    } catch (IOException | RuntimeException e) {
      return failed(input, outputs, StreamResult.broken(e));
    }
  }

  /** The report of an input that could not be split, with its outputs told so. */
  private RunReport failed(InputItem input, Outputs outputs, StreamResult result) {
    RunObserver observer = new RunObserver(outputs, isPaced(input));
    new StreamTranscriber(StreamSettings.of(settings), () -> 0, observer)
        .end(result.problems(), RunStatus.FAILED, RunEnded.Delivery.NONE);
    Summary summary = observer.end();
    List<Problem> problems = new ArrayList<>(result.problems());
    problems.addAll(outputs.problems());
    return new RunReport(input.source(), summary, problems, result.fault());
  }

  /** Whether its audio is there when it is wanted. */
  private static boolean isReadAtOnce(InputItem input) {
    return input.file().filter(Files::isRegularFile).isPresent();
  }

  private RunSettings settings(InputItem input) {
    return input.isMicrophone() ? settings.ofMicrophone() : settings;
  }

  private boolean isPaced(InputItem input) {
    return settings.pace().pace() == Pace.REALTIME || input.isMicrophone();
  }

  private ChunkSource open(InputItem input, PendingWarnings warnings) throws AudioException {
    String name = input.title();
    AudioSource source = settings.audio().select(name, audio.open(input, warnings));
    return new AudioPipeline(
        name, source, settings.audio().chunkMillis(), settings.audio().gain(), warnings);
  }

  private InputLength length(InputItem input) {
    return progress.isShown() ? audio.length(input) : InputLength.UNKNOWN;
  }
}
