package io.bidiclient.bench.load;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.bench.measure.StepMeter;
import io.bidiclient.bench.measure.Utterance;
import io.bidiclient.bench.measure.UtteranceMeter;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.StreamResult;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.run.StreamTranscriber;
import io.bidiclient.transport.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One stream of a step: it sends one input after another until its time is up, then ends the one
 * that is under way with a final commit. Owned by the thread that runs it; {@link #finishEarly} may
 * come from any.
 */
final class StreamSlot implements Runnable {
  /** No utterance begins for less than this, in nanoseconds. */
  private static final long LEAST = 2_000_000_000L;

  /** A server that refused is not asked again at once. */
  private static final long AFTER_FAILURE_MILLIS = 1_000;

  private final int number;
  private final List<BenchInput> inputs;
  private final StreamSettings settings;
  private final StreamTranscriber.TransportOpener server;
  private final StepMeter meter;
  private final LongSupplier clock;
  private final Duration start;
  private final long end;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Guarded by this. */
  private Optional<StreamTranscriber> running = Optional.empty();

  /**
   * A stream that has not started.
   *
   * @param number from 0; it says which input comes first
   * @param clock nanoseconds since the step began
   * @param start when it starts, on that clock
   * @param time how long it streams from there
   */
  StreamSlot(
      int number,
      List<BenchInput> inputs,
      StreamSettings settings,
      StreamTranscriber.TransportOpener server,
      StepMeter meter,
      LongSupplier clock,
      Duration start,
      Duration time) {
    this.number = number;
    this.inputs = inputs;
    this.settings = settings;
    this.server = server;
    this.meter = meter;
    this.clock = clock;
    this.start = start;
    this.end = start.plus(time).toNanos();
  }

  /** Streams until the time is up. */
  @Override
  public void run() {
    try {
      boolean ended = pause(start.toNanos() - clock.getAsLong());
      for (int turn = 0; !ended && (turn == 0 || end - clock.getAsLong() >= LEAST); turn++) {
        boolean failed = utterance(turn);
        ended = pause(failed ? TimeUnit.MILLISECONDS.toNanos(AFTER_FAILURE_MILLIS) : 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the utterance under way with a final commit, and begins no other. */
  synchronized void finishEarly() {
    stopped.countDown();
    running.ifPresent(StreamTranscriber::finishEarly);
  }

  /** Waits; whether the stream was stopped. */
  private boolean pause(long nanos) throws InterruptedException {
    return stopped.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** Whether it failed. */
  private boolean utterance(int turn) throws InterruptedException {
    int input = (number + turn) % inputs.size();
    List<AudioChunk> all = inputs.get(input).chunks();
    List<AudioChunk> chunks = inTime(all);
    UtteranceMeter events = new UtteranceMeter(meter);
    StreamTranscriber stream = new StreamTranscriber(settings, clock, events);
    begin(stream);
    StreamResult result =
        stream.transcribe(
            notices -> new SharedChunks(chunks, System::nanoTime, meter::pacing), server);
    stream.end(List.of(), result.status(), result.delivery());
    List<Problem> problems = result.problems();
    boolean cut = chunks.size() < all.size() || stopped.getCount() == 0;
    ExitCode code = problems.isEmpty() ? ExitCode.OK : problems.get(0).code();
    boolean throttled =
        result.cause().map(TransportException::category).stream()
            .anyMatch(category -> category == TransportException.Category.THROTTLED);
    String message = problems.isEmpty() ? "" : problems.get(0).message();
    meter.ended(
        new Utterance(
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
    return code != ExitCode.OK;
  }

  private synchronized void begin(StreamTranscriber stream) {
    running = Optional.of(stream);
    if (stopped.getCount() == 0) {
      stream.finishEarly();
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
