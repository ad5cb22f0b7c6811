package io.bidiclient.api;

import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a {@link Transcriber} works. Immutable; {@link #of} has the values that fit most programs,
 * and each {@code with} method changes one.
 *
 * @param server the server that transcribes
 * @param model the name that the server is asked for first
 * @param caFile PEM file with the only certificates to trust; Java's own when absent
 * @param realTime whether audio is sent as fast as it was spoken, rather than as fast as the model
 *     keeps up
 * @param retries sessions that may be replaced after a failure, from 0 on; refilled after a healthy
 *     minute
 * @param waits how long to wait for what
 */
public record TranscriberOptions(
    ModelServer server,
    String model,
    Optional<Path> caFile,
    boolean realTime,
    int retries,
    Waits waits) {
  /** Rejects what makes no sense. */
  public TranscriberOptions {
    Objects.requireNonNull(server);
    Objects.requireNonNull(caFile);
    Objects.requireNonNull(waits);
    if (model.isBlank()) {
      throw new IllegalArgumentException("a model needs a name");
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be 0 or more, not " + retries);
    }
  }

  /** The usual options for a server. */
  public static TranscriberOptions of(ModelServer server) {
    return new TranscriberOptions(
        server,
        SessionSettings.DEFAULT_MODEL,
        Optional.empty(),
        false,
        RetryPolicy.DEFAULT.retries(),
        Waits.USUAL);
  }

  /** The same with another model. */
  public TranscriberOptions withModel(String name) {
    return new TranscriberOptions(server, name, caFile, realTime, retries, waits);
  }

  /** The same, trusting only the certificates of a PEM file. */
  public TranscriberOptions withCaFile(Path pem) {
    return new TranscriberOptions(server, model, Optional.of(pem), realTime, retries, waits);
  }

  /** The same, sending audio as fast as it was spoken. */
  public TranscriberOptions inRealTime() {
    return new TranscriberOptions(server, model, caFile, true, retries, waits);
  }

  /** The same with another number of retries. */
  public TranscriberOptions withRetries(int count) {
    return new TranscriberOptions(server, model, caFile, realTime, count, waits);
  }

  /** The same with other waits. */
  public TranscriberOptions withWaits(Waits other) {
    return new TranscriberOptions(server, model, caFile, realTime, retries, other);
  }

  /**
   * How long to wait for what before a session counts as failed.
   *
   * @param connect for the server to take the connection
   * @param session for it to open the session
   * @param firstText for the first answer to audio: a cold server compiles first
   * @param stall for any answer while audio flows
   * @param lastText for the last words after the end of the audio
   */
  public record Waits(
      Duration connect, Duration session, Duration firstText, Duration stall, Duration lastText) {
    /** 10 s, 15 s, 2 minutes, 30 s and 1 minute. */
    public static final Waits USUAL = of(Timeouts.DEFAULT);

    /** Rejects waits that are no time at all. */
    public Waits {
      for (Duration wait : new Duration[] {connect, session, firstText, stall, lastText}) {
        if (wait.isNegative() || wait.isZero()) {
          throw new IllegalArgumentException("a wait is longer than " + wait);
        }
      }
    }

    private static Waits of(Timeouts timeouts) {
      return new Waits(
          timeouts.connect(),
          timeouts.session(),
          timeouts.firstDelta(),
          timeouts.stall(),
          timeouts.done());
    }

    Timeouts timeouts() {
      return new Timeouts(connect, session, firstText, stall, lastText);
    }
  }
}
