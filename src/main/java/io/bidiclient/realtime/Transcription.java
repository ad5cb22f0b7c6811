package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.realtime.event.Sha256;
import io.bidiclient.realtime.session.Scheduler;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.transport.Transport;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The owner loop of one run: takes what happens from its scheduler, one thing at a time, and lets
 * the failover do what follows from it.
 *
 * <p>All that it holds belongs to the thread that calls {@link #run}, or to that of the {@link
 * RunLoop} that it shares with others. The wire's threads and the audio thread only post to the
 * scheduler.
 */
public final class Transcription {
  /** Audio that may be read before it is sent, in samples: 40 seconds, 1.3 MB. */
  private static final long AHEAD = 40L * AudioChunk.RATE;

  /** How long what was sent may take to be transcribed once the run is to finish early. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final ChunkFeed feed;
  private final SessionFailover failover;
  private final Scheduler scheduler;
  private final long began;

  private Optional<AudioException> problem = Optional.empty();
  private OptionalLong latest = OptionalLong.empty();
  private long granted;

  /**
   * A run whose first session is being asked for.
   *
   * @param feed the audio; started by the run, closed by whoever made it
   * @param clock nanoseconds, never going back
   * @param digested whether its end has the digest of what was sent, a tenth of the work of a
   *     processor without instructions for it
   */
  public Transcription(
      Transport transport,
      ChunkFeed feed,
      SessionSettings settings,
      RetryPolicy recovery,
      TranscriptionListener listener,
      LongSupplier clock,
      boolean digested) {
    this(
        transport,
        feed,
        settings,
        recovery,
        listener,
        new QueueScheduler(clock, InstantSource.system()),
        digested ? Optional.of(Sha256.begin()) : Optional.empty());
  }

  /** The same on a given scheduler, which is this run's alone, without a digest. */
  public Transcription(
      Transport transport,
      ChunkFeed feed,
      SessionSettings settings,
      RetryPolicy recovery,
      TranscriptionListener listener,
      Scheduler scheduler) {
    this(transport, feed, settings, recovery, listener, scheduler, Optional.empty());
  }

  /**
   * The same with a given digest.
   *
   * @param digest of the audio that is sent, where it is wanted
   */
  public Transcription(
      Transport transport,
      ChunkFeed feed,
      SessionSettings settings,
      RetryPolicy recovery,
      TranscriptionListener listener,
      Scheduler scheduler,
      Optional<MessageDigest> digest) {
    this.feed = feed;
    this.scheduler = scheduler;
    this.began = scheduler.nanoTime();
    this.failover =
        new SessionFailover(
            owner -> SessionConnection.open(transport, settings, owner, scheduler, this::now),
            recovery,
            listener,
            this::now,
            new RunCounters(digest));
  }

  /** Transcribes the whole of the audio, as far as the server lets us. */
  public Result run() throws InterruptedException {
    try {
      begin();
      Optional<Result> result = result();
      while (result.isEmpty()) {
        scheduler.next(deadline()).ifPresent(Runnable::run);
        result = advance();
      }
      return result.get();
    } finally {
      abort();
    }
  }

  /**
   * Starts the feed. What follows is done by the scheduler's tasks, {@link #advance} after each.
   */
  void begin() {
    grant();
    feed.start(new Audio());
  }

  /** Does what follows from a task that has run, or from the time; the result, once it is there. */
  Optional<Result> advance() {
    if (now() >= latest.orElse(Long.MAX_VALUE)) {
      failover.giveUp();
    }
    failover.proceed();
    feed.heard(failover.heard());
    if (!failover.isCounted()) {
      feed.uncounted();
    }
    grant();
    return result();
  }

  /** When to advance if no task comes, on the scheduler's clock; the largest number for never. */
  long deadline() {
    OptionalLong deadline = failover.deadline();
    long until = Math.min(deadline.orElse(Long.MAX_VALUE), latest.orElse(Long.MAX_VALUE));
    return until == Long.MAX_VALUE ? until : began + until;
  }

  /** Drops every connection. */
  void abort() {
    failover.abort();
  }

  private Optional<Result> result() {
    return failover
        .outcome()
        .map(outcome -> new Result(outcome, problem, failover.tally().delivery()));
  }

  /** Ends the audio here, and the run once what was sent is transcribed. For any thread. */
  public void finishEarly() {
    scheduler.post(
        () -> {
          failover.finishEarly();
          latest = OptionalLong.of(now() + LAST_WORDS.toNanos());
        });
  }

  /** Has a task run on the run's thread, unless the run has ended by then. For any thread. */
  public void post(Runnable task) {
    scheduler.post(task);
  }

  /** Lets the feed read so far ahead of what was sent for the first time. */
  private void grant() {
    RunCounters counters = failover.tally();
    long ahead = counters.chunkSamples() == 0 ? 1 : Math.max(2, AHEAD / counters.chunkSamples());
    long fresh = counters.chunksSent() + ahead - granted;
    if (fresh > 0) {
      feed.grant((int) fresh);
      granted += fresh;
    }
  }

  private long now() {
    return scheduler.nanoTime() - began;
  }

  /** Posts what the audio thread reads. */
  private final class Audio implements ChunkFeed.Receiver {
    @Override
    public void chunk(AudioChunk chunk) {
      scheduler.post(() -> failover.audio(chunk));
    }

    @Override
    public void ended(Optional<AudioException> found) {
      scheduler.post(
          () -> {
            problem = found;
            failover.audioEnded();
          });
    }

    @Override
    public void broke(RuntimeException fault) {
      scheduler.post(
          () -> {
            throw fault;
          });
    }
  }
}
