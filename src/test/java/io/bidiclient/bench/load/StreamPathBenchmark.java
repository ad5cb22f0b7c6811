package io.bidiclient.bench.load;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.bench.measure.StepMeter;
import io.bidiclient.bench.measure.UtteranceMeter;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.RunLoop;
import io.bidiclient.realtime.protocol.SharedDialect;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.StreamResult;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.run.StreamTranscriber;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds that a chunk of a stream takes, from the audio to the message and back to the
 * measured frame, without a wire: the server is a method call. {@code scripts/bench streams} runs
 * it; {@code -prof gc} adds the bytes that a chunk leaves to the collector.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamPathBenchmark {
  private static final int CHUNKS = 500;
  private static final int SAMPLES = 1_280;

  private final SessionSettings session = SessionSettings.of("benchmark", "", Timeouts.DEFAULT);
  private final List<AudioChunk> chunks = chunks();
  private final RunLoop loop = new RunLoop();
  private final Transport server = new Echo();
  private StreamSettings own;
  private StreamSettings shared;

  /** Both ways to run a stream. */
  @Setup
  public void prepare() {
    Pacer pacer = new Pacer(Pace.MAX, 0);
    own = new StreamSettings(session, RetryPolicy.DEFAULT, pacer);
    shared =
        new StreamSettings(
            session.withDialect(new SharedDialect(session.dialect())), RetryPolicy.DEFAULT, pacer);
  }

  /** Ends the shared thread. */
  @TearDown
  public void end() {
    loop.close();
  }

  /** A stream with a thread of its own, another for its audio, and its own encoding. */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public StreamResult ownThreads() throws InterruptedException {
    return stream(own).transcribe(warnings -> new Chunks(chunks.iterator()), () -> server);
  }

  /** A stream on the loop that a load test's streams share, each chunk encoded once for all. */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public StreamResult sharedLoop() {
    CompletableFuture<StreamResult> ended = new CompletableFuture<>();
    ChunkFeed feed =
        new SharedFeed(chunks, shared.pacer(), System::nanoTime, loop::after, late -> {});
    loop.execute(() -> stream(shared).start(feed, () -> server, loop, ended::complete));
    return ended.join();
  }

  private static StreamTranscriber stream(StreamSettings settings) {
    return new StreamTranscriber(
        settings, System::nanoTime, new UtteranceMeter(new StepMeter(0, Long.MAX_VALUE)));
  }

  private static List<AudioChunk> chunks() {
    Random random = new Random(1);
    List<AudioChunk> all = new ArrayList<>();
    for (int i = 0; i < CHUNKS; i++) {
      byte[] samples = new byte[2 * SAMPLES];
      random.nextBytes(samples);
      all.add(new AudioChunk((long) SAMPLES * i, samples));
    }
    return List.copyOf(all);
  }

  private record Chunks(Iterator<AudioChunk> rest) implements ChunkSource {
    @Override
    public Optional<AudioChunk> next() {
      return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** Answers each chunk with a frame, on the caller's thread. */
  private static final class Echo implements Transport {
    @Override
    public Connection connect(Listener listener) {
      return new Wire(listener);
    }

    @Override
    public String target() {
      return "benchmark";
    }

    @Override
    public void close() {}
  }

  private static final class Wire implements Connection {
    private static final CompletionStage<Void> TAKEN = CompletableFuture.completedFuture(null);

    private final Transport.Listener listener;

    Wire(Transport.Listener listener) {
      this.listener = listener;
      listener.opened();
      listener.received("{\"type\":\"session.created\",\"id\":\"s\"}");
    }

    @Override
    public CompletionStage<Void> send(String message) {
      if (message.startsWith("{\"type\":\"input_audio_buffer.append\"")) {
        listener.received("{\"type\":\"transcription.delta\",\"delta\":\" a\"}");
      } else if (message.endsWith("\"final\":true}")) {
        listener.received("{\"type\":\"transcription.done\",\"text\":\"\"}");
      }
      return TAKEN;
    }

    @Override
    public void request(long messages) {}

    @Override
    public void finish() {
      listener.closed(new CloseReason.Ended());
    }

    @Override
    public Optional<Instant> goodUntil() {
      return Optional.empty();
    }

    @Override
    public void abort() {}
  }
}
