package io.bidiclient.doctor;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.run.Problems;
import io.bidiclient.run.StreamResult;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.run.StreamTranscriber;
import java.io.ByteArrayInputStream;
import java.time.Duration;

/**
 * Streams a second of silence to the endpoint.
 *
 * @param server the way there
 * @param settings what the session needs to know
 */
public record DoctorStream(StreamTranscriber.TransportOpener server, SessionSettings settings) {
  private static final int CHUNK_MILLIS = 80;

  /** Without retries: the first failure is the finding. */
  private static final RetryPolicy ONCE =
      new RetryPolicy(0, RetryPolicy.BACKOFF, Duration.ofMinutes(25));

  /** Tells whether the endpoint answers it with deltas. */
  public Finding examine() throws InterruptedException {
    long start = System.nanoTime();
    StreamSettings stream =
        new StreamSettings(settings, ONCE, new Pacer(Pace.MAX, AudioChunk.RATE));
    StreamResult result =
        new StreamTranscriber(stream, () -> System.nanoTime() - start, (at, event) -> {})
            .transcribe(warnings -> silence(), server);
    return finding(result, Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  private static ChunkSource silence() throws AudioException {
    PcmFormat format = new PcmFormat(Encoding.S16LE, AudioChunk.RATE, 1);
    ByteArrayInputStream zeros = new ByteArrayInputStream(new byte[2 * AudioChunk.RATE]);
    return new AudioPipeline("silence", AudioFiles.openRaw("silence", zeros, format), CHUNK_MILLIS);
  }

  private static Finding finding(StreamResult result, long millis) {
    if (!result.problems().isEmpty()) {
      Problem problem = result.cause().map(Problems::of).orElse(result.problems().get(0));
      return Finding.fail("stream", problem.message(), problem.hint(), problem.code());
    }
    long frames = result.delivery().frames();
    if (frames == 0) {
      return Finding.warn(
          "stream",
          "transcription.done came without any delta",
          "expect no word times from this server");
    }
    return Finding.ok(
        "stream",
        "session.created and " + frames + " deltas to a second of silence in " + millis + " ms");
  }
}
