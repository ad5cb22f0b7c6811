package io.bidiclient.bench;

import io.bidiclient.bench.compare.Comparison;
import io.bidiclient.bench.load.BenchInput;
import io.bidiclient.bench.load.ConnectionCheck;
import io.bidiclient.bench.load.InputLoader;
import io.bidiclient.bench.load.LoadStep;
import io.bidiclient.bench.load.WarmUp;
import io.bidiclient.bench.measure.Percentiles;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.bench.measure.UtteranceResult;
import io.bidiclient.bench.report.BenchReport;
import io.bidiclient.bench.report.ReportFiles;
import io.bidiclient.bench.search.CapacitySearch;
import io.bidiclient.bench.search.SearchResult;
import io.bidiclient.bench.search.StepVerdict;
import io.bidiclient.check.Gate;
import io.bidiclient.check.Normalizer;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.Problems;
import io.bidiclient.run.SharedDestination;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.text.Quantity;
import io.bidiclient.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs a bench to its end, or until it is interrupted, and reports what was measured by then. */
public final class BenchRun {
  private final ProcessContext context;
  private final RunSettings settings;
  private final BenchSettings bench;
  private final Normalizer normalizer;
  private final List<BenchReport.GatedStep> steps = new ArrayList<>();
  private final List<BenchReport.GatedStep> otherSteps = new ArrayList<>();
  private long began = System.nanoTime();
  private List<BenchInput> inputs = List.of();
  private Optional<StepResult> base = Optional.empty();

  /** What no other try can mend. Guarded by this: two steps may run at once. */
  private Optional<Problem> broken = Optional.empty();

  public BenchRun(ProcessContext context, RunSettings settings, BenchSettings bench) {
    this.context = context;
    this.settings = settings;
    this.bench = bench;
    this.normalizer = new Normalizer(bench.numberWords());
  }

  /** Runs to the end: 9 where a gate that was set does not hold. */
  public ExitCode run(List<String> arguments) throws CommandException, InterruptedException {
    ReportFiles files = ReportFiles.of(bench.outputs(), arguments);
    inputs =
        new InputLoader(settings, bench.reference(), context, this::say)
            .load(arguments, bench.step());
    Optional<SearchResult> found = Optional.empty();
    Optional<Comparison> comparison = Optional.empty();
    Optional<RunSettings> others = bench.against().map(settings::against);
    try (SharedDestination server = destination(settings);
        SharedDestination second = destination(others.orElse(settings))) {
      check(server);
      if (others.isPresent()) {
        check(second);
      }
      warmUp();
      began = System.nanoTime();
      measureBase(server);
      if (others.isPresent()) {
        comparison = Optional.of(compare(server, others.get(), second));
      } else if (bench.isSearch()) {
        found = Optional.of(new CapacitySearch(n -> judged(n, server), bench.mostStreams()).find());
      } else {
        ramp(server);
      }
    }
    BenchReport report =
        new BenchReport(
            settings.endpoint().target().label(),
            steps,
            otherSteps,
            base.flatMap(StepResult::rates),
            found,
            bench.budget().price(),
            context.interruption().happened(),
            comparison);
    files.write(report, context.terminal());
    endBroken();
    return report.code(bench.gates().isSet());
  }

  /** Ends what cannot be measured before anybody waits for it. */
  private void check(SharedDestination server) throws CommandException {
    ConnectionCheck one = new ConnectionCheck();
    Runnable stop = one::stop;
    context.interruption().call(stop);
    try {
      Optional<TransportException> failure = one.of(server.transport());
      if (failure.isPresent()) {
        throw new CommandException(Problems.of(failure.get()), failure.get());
      }
    } finally {
      context.interruption().forget(stop);
    }
  }

  private synchronized void endBroken() throws CommandException {
    if (broken.isPresent()) {
      throw new CommandException(broken.get());
    }
  }

  private synchronized void breaks(Optional<Problem> problem) {
    broken = broken.or(() -> problem);
  }

  private void warmUp() throws InterruptedException {
    boolean webSocket = settings.endpoint().webSocket().isPresent();
    int most = bench.ramp().stream().mapToInt(streams -> streams).max().orElse(1);
    WarmUp.run(
        bench.against().isPresent() ? 2 * most : most,
        inputs,
        StreamSettings.of(settings),
        webSocket,
        step -> {
          interruptible(step);
          return !context.interruption().happened();
        });
  }

  /** A single stream says what the words are where nobody else does, and how many are wrong. */
  private void measureBase(SharedDestination server) throws CommandException, InterruptedException {
    boolean unknown = inputs.stream().anyMatch(input -> input.reference().isEmpty());
    if (!unknown && bench.gates().maxWerRise().isEmpty()) {
      return;
    }
    long samples = inputs.stream().mapToLong(BenchInput::samples).sum();
    Duration time = Duration.ofMillis(1 + samples / 16).plusSeconds(2L * inputs.size());
    Optional<String> refusal = refusal(time);
    if (refusal.isPresent()) {
      say("no single stream first: " + refusal.get());
      return;
    }
    say("a single stream first: its words are what the others' are compared with");
    StepResult alone = step(1, time, server);
    endBroken();
    inputs = LoadStep.withTexts(inputs, alone.utterances());
    base = Optional.of(alone.withRates(LoadStep.rates(inputs, alone.utterances(), normalizer)));
  }

  private void ramp(SharedDestination server) throws CommandException, InterruptedException {
    for (int streams : bench.ramp()) {
      Optional<String> refusal = refusal(bench.step());
      if (refusal.isPresent()) {
        say("ended before " + Quantity.of(streams, "stream") + ": " + refusal.get());
        return;
      }
      measured(streams, server);
    }
  }

  private SharedDestination destination(RunSettings settings) {
    return SharedDestination.of(settings, context.environment(), this::say, bench.perConnection());
  }

  /** Both hear the same at the same time: what the network and the hour do, they do to both. */
  private Comparison compare(SharedDestination first, RunSettings others, SharedDestination second)
      throws InterruptedException {
    List<List<UtteranceResult>> ours = new ArrayList<>();
    List<List<UtteranceResult>> theirs = new ArrayList<>();
    double lateness = 0;
    String name = others.endpoint().nameBeside(settings.endpoint());
    for (int streams : bench.ramp()) {
      if (refusal(bench.step()).isPresent()) {
        break;
      }
      LoadStep one = load(streams, bench.step(), settings, first);
      LoadStep other = load(streams, bench.step(), others, second);
      one.whenBroken(other::finishEarly);
      other.whenBroken(one::finishEarly);
      List<StepResult> both = PairedSteps.run(one, other, this::watched);
      say(settings.endpoint().target().label() + ":");
      ours.add(judge(both.get(0), steps).result().utterances());
      say(name + ":");
      theirs.add(judge(both.get(1), otherSteps).result().utterances());
      for (StepResult result : both) {
        lateness = Math.max(lateness, result.pacing().map(Percentiles::p99).orElse(0.0));
      }
    }
    List<Optional<String>> references = inputs.stream().map(BenchInput::reference).toList();
    return Comparison.of(
        settings.endpoint().target().label(), name, ours, theirs, references, normalizer, lateness);
  }

  private StepVerdict judged(int streams, SharedDestination server) throws InterruptedException {
    Optional<String> refusal = refusal(bench.step());
    if (refusal.isPresent()) {
      return new StepVerdict(StepVerdict.Kind.STOP, refusal.get());
    }
    BenchReport.GatedStep step = measured(streams, server);
    String failed =
        step.gates().stream()
            .filter(gate -> !gate.passed())
            .map(gate -> gate.name() + ": " + gate.finding())
            .collect(Collectors.joining("; "));
    Optional<String> ended = ended();
    if (ended.isPresent()) {
      return new StepVerdict(StepVerdict.Kind.STOP, ended.get());
    }
    if (step.result().throttled()) {
      return new StepVerdict(
          StepVerdict.Kind.STOP, "throttled at " + Quantity.of(streams, "stream"));
    }
    List<String> invalid = step.result().invalid();
    if (!invalid.isEmpty()) {
      return new StepVerdict(StepVerdict.Kind.INVALID, String.join(", ", invalid));
    }
    return failed.isEmpty() ? StepVerdict.HOLDS : new StepVerdict(StepVerdict.Kind.FAILS, failed);
  }

  /** Why nothing more is measured, whatever may still be spent. */
  private synchronized Optional<String> ended() {
    return context.interruption().happened()
        ? Optional.of("interrupted")
        : broken.map(Problem::message);
  }

  private Optional<String> refusal(Duration step) {
    Optional<String> ended = ended();
    if (ended.isPresent()) {
      return ended;
    }
    return bench.budget().refusal(Duration.ofNanos(System.nanoTime() - began), step);
  }

  private BenchReport.GatedStep measured(int streams, SharedDestination server)
      throws InterruptedException {
    return judge(step(streams, bench.step(), server), steps);
  }

  private BenchReport.GatedStep judge(StepResult result, List<BenchReport.GatedStep> to) {
    List<Gate> gates = bench.gates().of(result, base.flatMap(StepResult::rates));
    BenchReport.GatedStep step = new BenchReport.GatedStep(result, gates);
    to.add(step);
    say(step.line());
    return step;
  }

  private StepResult step(int streams, Duration time, SharedDestination server)
      throws InterruptedException {
    return watched(load(streams, time, settings, server));
  }

  private LoadStep load(int streams, Duration time, RunSettings how, SharedDestination server) {
    return new LoadStep(
        streams,
        inputs,
        StreamSettings.of(how),
        server::transport,
        Duration.ofMillis(settings.audio().chunkMillis()),
        time);
  }

  /** Runs a step that an interruption ends early. */
  private StepResult interruptible(LoadStep step) throws InterruptedException {
    Runnable finishEarly = step::finishEarly;
    context.interruption().call(finishEarly);
    try {
      return step.run(normalizer);
    } finally {
      context.interruption().forget(finishEarly);
    }
  }

  /** Runs a step and shows how far it is. */
  private StepResult watched(LoadStep step) throws InterruptedException {
    BenchProgress shown = new BenchProgress(context, settings.logging().quiet(), step);
    try {
      return interruptible(step);
    } finally {
      // A search goes on: so many streams may have been too many for the server.
      if (step.isBrokenForGood() || !bench.isSearch()) {
        breaks(step.broken());
      }
      shown.close();
    }
  }

  private void say(String line) {
    if (!settings.logging().quiet()) {
      context.terminal().say(line);
    }
  }
}
