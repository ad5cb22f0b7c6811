package io.bidiclient.run;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.Result.Delivery;
import io.bidiclient.run.events.Progress;
import io.bidiclient.run.events.RunReport;
import io.bidiclient.run.input.CaptureRules;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.input.InputList;
import io.bidiclient.run.metrics.Figures;
import io.bidiclient.run.output.OutputPlan;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.run.settings.OutputSettings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Tty;
import io.bidiclient.terminal.Verbosity;
import io.bidiclient.transcript.Status;
import io.bidiclient.transcript.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Transcribes the inputs of a command, some at once over one destination. Whatever one of them
 * fails by, a bug included, ends that one alone.
 */
public final class Batch {
  private final ProcessContext context;
  private final RunSettings settings;
  private final OutputSettings output;

  public Batch(ProcessContext context, RunSettings settings, OutputSettings output) {
    this.context = context;
    this.settings = settings;
    this.output = output;
  }

  /** Runs all inputs to their ends; the worst code of them. */
  public ExitCode run(List<String> arguments)
      throws CommandException, IOException, InterruptedException {
    List<InputItem> inputs = InputList.of(arguments, settings.audio().raw().isPresent());
    List<InputItem> mine =
        inputs.stream()
            .filter(item -> output.shard().map(s -> s.holds(item.source())).orElse(true))
            .toList();
    boolean several = inputs.size() > 1;
    try (OutputPlan plan = plan(inputs);
        Progress progress = new Progress(context.terminal(), form());
        SharedDestination destination =
            new SharedDestination(settings, context.environment(), this::say)) {
      List<InputItem> todo =
          mine.stream().filter(item -> !output.skipExisting() || !plan.isDone(item)).toList();
      List<RunReport> reports = new ArrayList<>();
      for (Future<RunReport> run : start(todo, new Shared(plan, destination, progress), several)) {
        reports.add(run.get());
      }
      if (several) {
        new BatchTable(reports, mine.size() - todo.size(), inputs.size() - mine.size())
            .lines()
            .forEach(this::say);
      }
      return ExitCode.worst(reports.stream().map(RunReport::code).toList());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private OutputPlan plan(List<InputItem> inputs) throws CommandException {
    boolean split = settings.audio().split();
    CaptureRules.check(output, split, inputs);
    return OutputPlan.of(output, split, inputs, context.terminal().out());
  }

  /** What the runs have in common. */
  private record Shared(OutputPlan plan, SharedDestination destination, Progress progress) {}

  private Progress.Form form() {
    if (settings.logging().quiet() || !output.progress()) {
      return Progress.Form.NONE;
    }
    Map<String, String> environment = context.environment();
    boolean terminal = Tty.isTerminal(Tty.STDERR);
    if (terminal && !Tty.isDumb(environment) && !piped()) {
      return output.color().on(true, environment) ? Progress.Form.COLORED : Progress.Form.ROWS;
    }
    boolean told = settings.logging().verbosity() != Verbosity.SILENT;
    return told ? Progress.Form.LINES : Progress.Form.NONE;
  }

  /** What reads standard output may write to the same terminal, where it is not seen. */
  private boolean piped() {
    boolean used =
        output.folder().isEmpty()
            && output.outputs().stream().anyMatch(choice -> choice.file().isEmpty());
    return used && !Tty.isTerminal(Tty.STDOUT) && !Tty.isFile(Tty.STDOUT);
  }

  private List<Future<RunReport>> start(List<InputItem> todo, Shared shared, boolean several) {
    ExecutorService jobs =
        Executors.newFixedThreadPool(
            output.jobs(),
            task -> {
              Thread thread = new Thread(task, "job");
              thread.setDaemon(true);
              return thread;
            });
    List<Future<RunReport>> runs = new ArrayList<>();
    for (InputItem item : todo) {
      runs.add(jobs.submit(() -> report(item, shared, several)));
    }
    jobs.shutdown();
    return runs;
  }

  /** Runs one input and says what went wrong with it. */
  private RunReport report(InputItem item, Shared shared, boolean several)
      throws InterruptedException {
    String who = several ? item.source() + ": " : "";
    RunReport report = transcribe(item, shared, who);
    for (Problem problem : report.problems()) {
      context.terminal().tell(several ? problem.about(item.source()) : problem);
    }
    report.fault().ifPresent(context.terminal()::trace);
    if (output.stats()) {
      say(who + "figures");
      Figures.of(report.summary()).forEach(context.terminal()::add);
    }
    return report;
  }

  private RunReport transcribe(InputItem item, Shared shared, String who)
      throws InterruptedException {
    try {
      Outputs outputs = shared.plan().open(item, settings.endpoint().target());
      return new TranscribeJob(
              settings, shared.destination(), context, shared.progress(), line -> say(who + line))
          .run(item.source(), outputs, output.kept());
    } catch (CommandException e) {
      return failed(item, e.problem(), Optional.empty());
    } catch (RuntimeException e) {
      return failed(item, Problem.bug(e), Optional.of(e));
    }
  }

  private static RunReport failed(InputItem item, Problem problem, Optional<Throwable> fault) {
    Summary nothing = new Summary(0, Status.FAILED, Delivery.NONE, 0, Summary.Latency.NONE);
    return new RunReport(item.source(), nothing, List.of(problem), fault);
  }

  private void say(String line) {
    if (!settings.logging().quiet()) {
      context.terminal().say(line);
    }
  }
}
