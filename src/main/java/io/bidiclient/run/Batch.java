package io.bidiclient.run;

import io.bidiclient.cli.option.OutputOptions;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.run.events.Progress;
import io.bidiclient.run.events.RunReport;
import io.bidiclient.run.input.CaptureRules;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.input.InputList;
import io.bidiclient.run.input.Shard;
import io.bidiclient.run.metrics.Figures;
import io.bidiclient.run.output.OutputPlan;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.run.settings.KeptFiles;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Tty;
import io.bidiclient.terminal.Verbosity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Transcribes the inputs of a command, some at once over one destination. One that fails does not
 * stop the others.
 */
public final class Batch {
  private final ProcessContext surroundings;
  private final RunSettings settings;
  private final OutputOptions options;

  public Batch(ProcessContext surroundings, RunSettings settings, OutputOptions options) {
    this.surroundings = surroundings;
    this.settings = settings;
    this.options = options;
  }

  /** Runs all inputs to their ends; the worst code of them. */
  public ExitCode run(List<String> arguments)
      throws CommandException, IOException, InterruptedException {
    List<InputItem> inputs = InputList.of(arguments, settings.audio().format().isPresent());
    List<InputItem> mine = mine(inputs);
    boolean several = inputs.size() > 1;
    try (OutputPlan plan = plan(inputs);
        Progress progress = new Progress(surroundings.terminal(), form());
        SharedDestination destination =
            new SharedDestination(settings, surroundings.environment(), this::say)) {
      List<InputItem> todo =
          mine.stream().filter(item -> !options.skipExisting || !plan.isDone(item)).toList();
      List<RunReport> reports = new ArrayList<>();
      for (Future<RunReport> run : start(todo, new Shared(plan, destination, progress), several)) {
        reports.add(report(run));
      }
      if (several) {
        new BatchTable(reports, mine.size() - todo.size(), inputs.size() - mine.size())
            .lines()
            .forEach(this::say);
      }
      return ExitCode.worst(reports.stream().map(RunReport::code).toList());
    }
  }

  private OutputPlan plan(List<InputItem> inputs) throws CommandException {
    boolean split = settings.audio().splitChannels;
    CaptureRules.check(options, split, inputs);
    return OutputPlan.of(options, split, inputs, surroundings.terminal().out());
  }

  /** What the runs have in common. */
  private record Shared(OutputPlan plan, SharedDestination destination, Progress progress) {}

  private Progress.Form form() {
    if (settings.tell().quiet || options.noProgress) {
      return Progress.Form.NONE;
    }
    Map<String, String> environment = surroundings.environment();
    if (Tty.isTerminal(Tty.STDERR) && !Tty.isDumb(environment) && !piped()) {
      return options.color(environment) ? Progress.Form.COLORED : Progress.Form.ROWS;
    }
    boolean told = settings.tell().verbosity() != Verbosity.SILENT;
    return told ? Progress.Form.LINES : Progress.Form.NONE;
  }

  /** What reads standard output may write to the same terminal, where it is not seen. */
  private boolean piped() {
    boolean used =
        options.folder.isEmpty()
            && options.choices().stream().anyMatch(choice -> choice.file().isEmpty());
    return used && !Tty.isTerminal(Tty.STDOUT) && !Tty.isFile(Tty.STDOUT);
  }

  private List<InputItem> mine(List<InputItem> inputs) throws CommandException {
    if (options.shard.isEmpty()) {
      return inputs;
    }
    Shard shard = options.shard.get().in(surroundings.environment());
    return inputs.stream().filter(item -> shard.holds(item.source())).toList();
  }

  private List<Future<RunReport>> start(List<InputItem> todo, Shared shared, boolean several) {
    ExecutorService jobs =
        Executors.newFixedThreadPool(
            options.jobs,
            task -> {
              Thread thread = new Thread(task, "job");
              thread.setDaemon(true);
              return thread;
            });
    List<Future<RunReport>> runs = new ArrayList<>();
    for (InputItem item : todo) {
      runs.add(jobs.submit(() -> transcribe(item, shared, several)));
    }
    jobs.shutdown();
    return runs;
  }

  private RunReport transcribe(InputItem item, Shared shared, boolean several)
      throws CommandException, IOException, InterruptedException {
    String who = several ? item.source() + ": " : "";
    TranscribeJob run =
        new TranscribeJob(
            settings,
            shared.destination(),
            surroundings,
            shared.progress(),
            line -> say(who + line));
    Outputs outputs = shared.plan().open(item, settings.where().target());
    RunReport report =
        run.run(item.source(), outputs, new KeptFiles(options.record, options.saveAudio));
    report
        .problems()
        .forEach(
            problem ->
                surroundings.terminal().tell(several ? problem.about(item.source()) : problem));
    if (options.stats()) {
      say(who + "figures");
      Figures.of(report.summary()).forEach(surroundings.terminal()::add);
    }
    return report;
  }

  private static RunReport report(Future<RunReport> run)
      throws CommandException, IOException, InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandException told) {
        throw told;
      }
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void say(String line) {
    if (!settings.tell().quiet) {
      surroundings.terminal().say(line);
    }
  }
}
