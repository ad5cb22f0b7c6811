package io.bidiclient.run;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.events.EventSink;
import io.bidiclient.run.events.Progress;
import io.bidiclient.run.events.RunReport;
import io.bidiclient.run.files.SourceGuard;
import io.bidiclient.run.hook.Hooks;
import io.bidiclient.run.input.CaptureRules;
import io.bidiclient.run.input.GlossaryFile;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.input.InputList;
import io.bidiclient.run.metrics.Figures;
import io.bidiclient.run.metrics.MetricsPublisher;
import io.bidiclient.run.metrics.MetricsRegistry;
import io.bidiclient.run.output.OutputPlan;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.run.settings.MetricsChoice;
import io.bidiclient.run.settings.OutputSettings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Tty;
import io.bidiclient.terminal.Verbosity;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.assemble.Glossary;
import io.bidiclient.transport.s3.S3Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
  public ExitCode run(List<String> arguments) throws CommandException, InterruptedException {
    S3Store store = new S3Store(settings.s3());
    InputList list = InputList.of(arguments, settings.audio().raw().isPresent(), store);
    list.skipped().ifPresent(this::say);
    List<InputItem> inputs = list.items();
    boolean split = settings.audio().split();
    CaptureRules.check(output, split, inputs);
    List<InputItem> mine =
        inputs.stream()
            .filter(item -> output.shard().map(s -> s.holds(item.source())).orElse(true))
            .toList();
    Glossary glossary = GlossaryFile.read(output.glossary());
    Optional<MetricsRegistry> metrics =
        output.metrics() instanceof MetricsChoice.Off
            ? Optional.empty()
            : Optional.of(new MetricsRegistry(System::nanoTime));
    boolean told = settings.logging().verbosity() != Verbosity.SILENT || output.tellsDigest();
    Optional<RunLoops> loops =
        output.jobs() > 1 && inputs.size() > 1 ? Optional.of(new RunLoops()) : Optional.empty();
    JobOptions options = new JobOptions(glossary, meters(metrics), Optional.of(store), told, loops);
    try (OutputPlan plan = OutputPlan.of(output, split, inputs, context.terminal().out(), store)) {
      List<InputItem> todo = mine.stream().filter(item -> !plan.isDone(item)).toList();
      guard(list, plan, todo);
      sayNames(plan.keptExtensions());
      Hooks hooks =
          Hooks.open(
              output.hooks(),
              context.environment(),
              context.interruption(),
              context.terminal()::say);
      Optional<MetricsPublisher> publisher =
          metrics.map(
              registry -> MetricsPublisher.start(output.metrics(), registry, context.terminal()));
      List<RunReport> reports =
          run(todo, plan, new Beside(options, hooks, metrics), inputs.size() > 1);
      List<Problem> unwritten = new ArrayList<>(plan.finish());
      unwritten.addAll(hooks.finish());
      ExitCode code = code(reports, unwritten);
      metrics.ifPresent(registry -> registry.exit(code));
      publisher.flatMap(MetricsPublisher::finish).ifPresent(unwritten::add);
      unwritten.forEach(context.terminal()::tell);
      if (inputs.size() > 1) {
        new BatchTable(reports, mine.size() - todo.size(), inputs.size() - mine.size())
            .lines()
            .forEach(this::say);
      }
      return code(reports, unwritten);
    } finally {
      loops.ifPresent(RunLoops::close);
    }
  }

  private static Supplier<EventSink> meters(Optional<MetricsRegistry> metrics) {
    return metrics
        .<Supplier<EventSink>>map(registry -> () -> registry.meter()::take)
        .orElse(JobOptions.NONE.meters());
  }

  private static ExitCode code(List<RunReport> reports, List<Problem> others) {
    return ExitCode.worst(
        Stream.concat(reports.stream().map(RunReport::code), others.stream().map(Problem::code))
            .toList());
  }

  /** Nothing that is read is written to, whatever it is called. */
  private void guard(InputList list, OutputPlan plan, List<InputItem> todo)
      throws CommandException {
    SourceGuard guard = new SourceGuard(list.files());
    settings.endpoint().caFile().ifPresent(guard::add);
    output.glossary().ifPresent(guard::add);
    output.hooks().keyFile().ifPresent(guard::add);
    plan.check(guard, todo);
    if (output.kept().recording().isPresent()) {
      guard.check("--record", output.kept().recording().get());
    }
    if (output.kept().audio().isPresent()) {
      guard.check("--save-audio", output.kept().audio().get());
    }
    if (output.metrics() instanceof MetricsChoice.ToFile file) {
      guard.check("--metrics", file.file());
    }
  }

  private void sayNames(List<InputItem> kept) {
    if (!kept.isEmpty()) {
      say(
          kept.get(0).source()
              + " and "
              + kept.get(1).source()
              + (kept.size() > 2 ? " and " + (kept.size() - 2) + " more" : "")
              + " keep their extensions in the output directory, where they would meet");
    }
  }

  private List<RunReport> run(List<InputItem> todo, OutputPlan plan, Beside beside, boolean several)
      throws InterruptedException {
    try (Progress progress = new Progress(context.terminal(), form());
        SharedDestination destination =
            SharedDestination.of(settings, context.environment(), this::say, 1)) {
      List<Future<RunReport>> runs =
          start(todo, new Shared(plan, destination, progress, beside), several);
      List<RunReport> reports = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        reports.add(report(todo.get(i), runs.get(i)));
      }
      return reports;
    }
  }

  private RunReport report(InputItem item, Future<RunReport> run) throws InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      Problem bug = Problem.bug(e.getCause());
      context.terminal().tell(bug.about(item.source()));
      context.terminal().trace(e.getCause());
      return RunReport.failed(item.source(), bug, Optional.of(e.getCause()));
    }
  }

  /** What the runs have in common. */
  private record Shared(
      OutputPlan plan, SharedDestination destination, Progress progress, Beside beside) {}

  /** What happens beside the transcripts. */
  private record Beside(JobOptions options, Hooks hooks, Optional<MetricsRegistry> metrics) {}

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
        !output.hasFolder()
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
      runs.add(jobs.submit(() -> run(item, shared, several)));
    }
    jobs.shutdown();
    return runs;
  }

  /** Runs one input and says what went wrong with it. */
  private RunReport run(InputItem item, Shared shared, boolean several)
      throws InterruptedException {
    if (context.interruption().happened()) {
      return RunReport.notBegun(item.source());
    }
    String who = several ? item.source() + ": " : "";
    RunReport report = transcribe(item, shared, who);
    shared
        .beside()
        .metrics()
        .ifPresent(registry -> registry.ended(report.status(), report.summary()));
    for (Problem problem : report.problems()) {
      context.terminal().tell(several ? problem.about(item.source()) : problem);
    }
    report.fault().ifPresent(context.terminal()::trace);
    if (output.stats() || settings.logging().verbosity() != Verbosity.SILENT) {
      say(who + "figures");
      Figures.of(report.summary()).forEach(context.terminal()::add);
    }
    return report;
  }

  private RunReport transcribe(InputItem item, Shared shared, String who)
      throws InterruptedException {
    try {
      if (item.problem().isPresent()) {
        throw new CommandException(item.problem().get());
      }
      Target target = settings.endpoint().target();
      Outputs outputs =
          shared
              .plan()
              .open(item, target)
              .with(shared.beside().hooks().feeds(item.title(), target));
      return new TranscribeJob(
              settings,
              shared.destination(),
              context,
              shared.progress(),
              line -> say(who + line),
              shared.beside().options())
          .run(item, outputs, output.kept());
    } catch (CommandException e) {
      return RunReport.failed(item.source(), e.problem(), Optional.empty());
    } catch (RuntimeException e) {
      return RunReport.failed(item.source(), Problem.bug(e), Optional.of(e));
    }
  }

  private void say(String line) {
    if (!settings.logging().quiet()) {
      context.terminal().say(line);
    }
  }
}
