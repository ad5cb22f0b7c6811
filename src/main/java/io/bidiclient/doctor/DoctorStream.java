package io.bidiclient.doctor;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.PacedFeed;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Warning;
import io.bidiclient.run.input.Inputs;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Lets the endpoint hear a second of silence. */
public final class DoctorStream implements TranscriptionListener {
  private static final int RATE = 16_000;
  private static final int CHUNK_MILLIS = 80;

  private final Transport transport;
  private final SessionSettings settings;

  public DoctorStream(Transport transport, SessionSettings settings) {
    this.transport = transport;
    this.settings = settings;
  }

  public Finding examine() throws InterruptedException, AudioException, IOException {
    long start = System.nanoTime();
    PcmFormat format = new PcmFormat(Encoding.S16LE, RATE, 1);
    AudioSource silence =
        Inputs.open("-", Optional.of(format), new ByteArrayInputStream(new byte[2 * RATE]));
    Pacer pacer = new Pacer(Pace.MAX, RATE);
    RetryPolicy once = new RetryPolicy(0, RetryPolicy.BACKOFF, Duration.ofMinutes(25));
    try (AudioPipeline chunks = new AudioPipeline("silence", silence, CHUNK_MILLIS);
        PacedFeed feed = new PacedFeed(chunks, pacer, System::nanoTime)) {
      Result result =
          new Transcription(transport, feed, settings, once, this, System::nanoTime).run();
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      return finding(result, millis);
    }
  }

  private static Finding finding(Result result, long millis) {
    if (result.outcome() instanceof Outcome.Failed failed) {
      return failure(failed.cause());
    }
    if (result.outcome() instanceof Outcome.Partial partial) {
      return failure(partial.cause());
    }
    long frames = result.delivery().frames();
    if (frames == 0) {
      return Finding.warn(
          "stream",
          "transcription.done came without any delta",
          "word times are not to be had from this server");
    }
    return Finding.ok(
        "stream",
        "session.created and " + frames + " deltas to a second of silence in " + millis + " ms");
  }

  private static Finding failure(TransportException e) {
    Problem problem = Problem.of(e);
    return Finding.fail("stream", problem.message(), problem.hint(), problem.code());
  }

  @Override
  public void heard(String text, long samples) {}

  @Override
  public void done(ServerEvent.Done done) {}

  @Override
  public void warned(Warning warning) {}

  @Override
  public boolean isClosed() {
    return false;
  }
}
