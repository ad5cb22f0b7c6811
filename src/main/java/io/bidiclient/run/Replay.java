package io.bidiclient.run;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.events.RunObserver;
import io.bidiclient.run.files.SourceGuard;
import io.bidiclient.run.input.GlossaryFile;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.metrics.Figures;
import io.bidiclient.run.output.OutputPlan;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import io.bidiclient.transcript.recording.Recording;
import io.bidiclient.transcript.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Gives the events of a recording to outputs, with the times that they had. */
public final class Replay implements RecordingReader.Listener {
  private final ProcessContext surroundings;
  private final List<OutputChoice> choices;
  private final Optional<Path> glossary;
  private final boolean stats;
  private final boolean realTime;
  private final List<Problem> problems = new ArrayList<>();
  private final long began = System.nanoTime();
  private RunObserver observer;
  private boolean ended;

  /**
   * A replay that has not begun.
   *
   * @param glossary the file of one to apply
   */
  public Replay(
      ProcessContext surroundings,
      List<OutputChoice> choices,
      Optional<Path> glossary,
      boolean stats,
      boolean realTime) {
    this.surroundings = surroundings;
    this.choices = choices;
    this.glossary = glossary;
    this.stats = stats;
    this.realTime = realTime;
  }

  /** Renders the recording, as far as it goes; the code that its run had. */
  public ExitCode run(Path file) throws CommandException, InterruptedException {
    Terminal terminal = surroundings.terminal();
    OutputPlan plan = OutputPlan.single(choices, terminal.out());
    try (plan;
        RecordingReader reader = new RecordingReader(Files.newBufferedReader(file))) {
      plan.check(guard(file), List.of());
      Recording head = reader.head();
      Outputs outputs = plan.open(InputItem.one(head.input()), head.target());
      TranscriptAssembler assembler = new TranscriptAssembler(outputs, GlossaryFile.read(glossary));
      observer = new RunObserver(assembler, head.paced());
      boolean more = true;
      while (more && !ended) {
        more = reader.next(this);
      }
      if (!ended) {
        problems.add(Problems.brokenOff(file));
        // What was delivered stands in the last line of a recording.
        observer.take(System.nanoTime() - began, new RunEnded(RunStatus.PARTIAL, Delivery.NONE));
      }
      Summary summary = observer.end();
      problems.addAll(outputs.problems());
      problems.forEach(terminal::tell);
      if (stats) {
        Figures.of(summary).forEach(terminal::add);
      }
      return problems.isEmpty() ? ExitCode.OK : problems.get(0).code();
    } catch (IOException e) {
      throw new CommandException(Problems.noRecording(file, e), e);
    }
  }

  private SourceGuard guard(Path file) {
    SourceGuard guard = new SourceGuard(List.of(file));
    glossary.ifPresent(guard::add);
    return guard;
  }

  @Override
  public void event(long at, TranscriptionEvent event) {
    await(at);
    if (event instanceof TranscriptionEvent.WentWrong wrong) {
      problems.add(wrong.problem());
    }
    observer.take(at, event);
    ended = event instanceof RunEnded;
  }

  private void await(long at) {
    if (!realTime) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(at - (System.nanoTime() - began));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
