package io.bidiclient.bench.load;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.bench.measure.StepMeter;
import io.bidiclient.bench.measure.UtteranceMeter;
import io.bidiclient.bench.measure.UtteranceResult;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.RunLoop;
import io.bidiclient.run.StreamResult;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.run.StreamTranscriber;
import io.bidiclient.transport.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * One stream of a step: it sends one input after another until its time is up, then ends the one
 * that is under way with a final commit. Owned by its loop's thread; {@link #begin} and {@link
 * #finishEarly} may come from any.
 */
final class StreamSlot {
  /** No utterance begins for less than this, in nanoseconds. */
  private static final long LEAST = 2_000_000_000L;

  /** A server that refused is not asked again at once. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final int number;
  private final List<BenchInput> inputs;
  private final StreamSettings settings;
  private final StreamTranscriber.TransportOpener server;
  private final StepMeter meter;
  private final StepBreak broken;
  private final LongSupplier clock;
  private final RunLoop loop;
  private final Duration start;
  private final long end;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Optional<StreamTranscriber> running = Optional.empty();
  private int turn;
  private boolean stopped;

  /**
   * A stream that has not started.
   *
   * @param number from 0; it says which input comes first
   * @param broken is told of failures
   * @param clock nanoseconds since the step began
   * @param loop runs it
   * @param start when it starts, on that clock
   * @param time how long it streams from there
   */
  StreamSlot(
      int number,
      List<BenchInput> inputs,
      StreamSettings settings,
      StreamTranscriber.TransportOpener server,
      StepMeter meter,
      StepBreak broken,
      LongSupplier clock,
      RunLoop loop,
      Duration start,
      Duration time) {
    this.number = number;
    this.inputs = inputs;
    this.settings = settings;
    this.server = server;
    this.meter = meter;
    this.broken = broken;
    this.clock = clock;
    this.loop = loop;
    this.start = start;
    this.end = start.plus(time).toNanos();
  }

  /** Streams until the time is up; complete when it has ended, with a fault of ours if it broke. */
  CompletableFuture<Void> begin() {
    later(start.toNanos() - clock.getAsLong());
    return done;
  }

  /** Ends the utterance under way with a final commit, and begins no other. */
  void finishEarly() {
    loop.execute(
        () ->
            guarded(
                () -> {
                  stopped = true;
                  if (running.isPresent()) {
                    running.get().finishEarly();
                  } else {
                    done.complete(null);
                  }
                }));
  }

  private void later(long nanos) {
    loop.after(nanos, () -> guarded(this::next));
  }

  /** A fault of ours ends the stream, and is told: nobody waits for it without end. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void next() {
    if (stopped || (turn > 0 && end - clock.getAsLong() < LEAST)) {
      done.complete(null);
      return;
    }
    int input = (number + turn) % inputs.size();
    List<AudioChunk> all = inputs.get(input).chunks();
    List<AudioChunk> chunks = inTime(all);
    UtteranceMeter events = new UtteranceMeter(meter);
    StreamTranscriber stream = new StreamTranscriber(settings, clock, events);
    running = Optional.of(stream);
    SharedFeed feed =
        new SharedFeed(
            chunks,
            settings.pacer(),
            System::nanoTime,
            loop::after,
            late -> meter.pacing(clock.getAsLong(), late));
    stream.start(
        feed,
        server,
        loop,
        result ->
            guarded(
                () -> {
                  stream.end(List.of(), result.status(), result.delivery());
                  ended(result, input, events, chunks.size() < all.size() || stopped);
                }));
  }

  private void ended(StreamResult result, int input, UtteranceMeter events, boolean cut) {
    running = Optional.empty();
    List<Problem> problems = result.problems();
    ExitCode code = problems.isEmpty() ? ExitCode.OK : problems.get(0).code();
    boolean throttled =
        result.cause().map(TransportException::category).stream()
            .anyMatch(category -> category == TransportException.Category.THROTTLED);
    String message = problems.isEmpty() ? "" : problems.get(0).message();
    meter.ended(
        new UtteranceResult(
            number,
            turn,
            input,
            events.text(),
            code,
            cut,
            throttled,
            message,
            events.lag(),
            events.finalToDone()));
    result.cause().ifPresent(cause -> broken.failed(cause, problems.get(0), meter.failedInRow()));
    turn++;
    if (stopped) {
      done.complete(null);
    } else {
      later(code == ExitCode.OK ? 0 : AFTER_FAILURE.toNanos());
    }
  }

  /** As much of the audio as can be sent in time, at least one chunk. */
  private List<AudioChunk> inTime(List<AudioChunk> all) {
    long samples = (end - clock.getAsLong()) / (1_000_000_000L / AudioChunk.RATE);
    int whole =
        (int) all.stream().filter(chunk -> chunk.end() <= samples + AudioChunk.RATE).count();
    return all.subList(0, Math.max(1, whole));
  }
}
