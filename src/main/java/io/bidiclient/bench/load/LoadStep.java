package io.bidiclient.bench.load;

import io.bidiclient.bench.measure.ErrorRates;
import io.bidiclient.bench.measure.StepMeter;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.bench.measure.UtteranceResult;
import io.bidiclient.check.Normalizer;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.RunLoop;
import io.bidiclient.realtime.protocol.SharedDialect;
import io.bidiclient.run.RunLoops;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.run.StreamTranscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/**
 * Runs so many streams at once and measures them. {@link #finishEarly} may come from any thread:
 * all streams then end with a final commit, and what was measured stays.
 */
public final class LoadStep {
  private final StepMeter meter;
  private final List<BenchInput> inputs;
  private final Duration time;
  private final StepBreak broken;
  private final RunLoops loops = new RunLoops();
  private final List<StreamSlot> slots = new ArrayList<>();
  private final long began = System.nanoTime();

  /**
   * A step that has not begun.
   *
   * @param streams at once, at least 1
   * @param chunk the length of a chunk, which starts are spread over
   * @param time how long each stream sends
   */
  public LoadStep(
      int streams,
      List<BenchInput> inputs,
      StreamSettings settings,
      StreamTranscriber.TransportOpener server,
      Duration chunk,
      Duration time) {
    this.inputs = inputs;
    this.time = time;
    this.broken = new StepBreak(streams);
    this.meter = meter(StartSpread.of(streams - 1, chunk), time);
    SharedDialect dialect = new SharedDialect(settings.session().dialect());
    StreamSettings shared =
        new StreamSettings(
            settings.session().withDialect(dialect), settings.retries(), settings.pacer(), false);
    LongSupplier clock = () -> System.nanoTime() - began;
    for (int stream = 0; stream < streams; stream++) {
      RunLoop loop = loops.next();
      Duration start = StartSpread.of(stream, chunk);
      slots.add(
          new StreamSlot(stream, inputs, shared, server, meter, broken, clock, loop, start, time));
    }
    whenBroken(this::finishEarly);
  }

  /** Measures while all streams run; where that is less than half of the step, always. */
  private static StepMeter meter(Duration lastStart, Duration time) {
    return lastStart.multipliedBy(2).compareTo(time) > 0
        ? new StepMeter(0, Long.MAX_VALUE)
        : new StepMeter(lastStart.toNanos(), time.toNanos());
  }

  /** What is measured so far. */
  public StepMeter meter() {
    return meter;
  }

  /** How many streams there are. */
  public int streams() {
    return slots.size();
  }

  /** How long each of them sends. */
  public Duration time() {
    return time;
  }

  /** Has a task run if a failure ends this step, which ends all its streams itself. */
  public void whenBroken(Runnable task) {
    broken.then(task);
  }

  /** The failure that ended this step before its time. */
  public Optional<Problem> broken() {
    return broken.reason();
  }

  /** Whether that failure would meet a step of fewer streams as well. */
  public boolean isBrokenForGood() {
    return broken.isLasting();
  }

  /** Ends all streams with a final commit. */
  public void finishEarly() {
    slots.forEach(StreamSlot::finishEarly);
  }

  /** Runs to the end. */
  public StepResult run(Normalizer normalizer) throws InterruptedException {
    LoadSampler sampler = new LoadSampler();
    try {
      CompletableFuture<?>[] ends =
          slots.stream().map(StreamSlot::begin).toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(ends).get();
      return meter.result(
          slots.size(),
          System.nanoTime() - began,
          sampler.load(),
          rates(inputs, meter.utterances(), normalizer));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a stream broke", e.getCause());
    } finally {
      loops.close();
    }
  }

  /** What became of the words of the inputs. */
  public static Optional<ErrorRates> rates(
      List<BenchInput> inputs, List<UtteranceResult> utterances, Normalizer normalizer) {
    List<Optional<String>> references = inputs.stream().map(BenchInput::reference).toList();
    return ErrorRates.of(utterances, references, normalizer);
  }

  /** The inputs with the text of the first whole utterance of each that has no reference. */
  public static List<BenchInput> withTexts(
      List<BenchInput> inputs, List<UtteranceResult> utterances) {
    List<BenchInput> named = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      int input = i;
      named.add(
          utterances.stream()
              .filter(utterance -> utterance.input() == input && utterance.isComparable())
              .findFirst()
              .map(utterance -> inputs.get(input).orSaid(utterance.text()))
              .orElse(inputs.get(input)));
    }
    return List.copyOf(named);
  }
}
