package io.bidiclient.audio.pipeline;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.audio.ChunkSource;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Reads a source on a thread of its own, or on one that is lent to it, holds each chunk until its
 * pace and the receiver allow it, and hands it over.
 *
 * <p>The receiver grants credit in chunks and says how far the model has come, from any thread.
 * Without credit nothing but the one chunk in hand is read, so a slow server slows the reading.
 */
public final class PacedFeed implements ChunkFeed, AutoCloseable {
  private final ChunkSource source;
  private final LongSupplier clock;
  private final Executor reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock. */
  private Pacer pacer;

  /** Guarded by the lock. */
  private long credit;

  /** Guarded by the lock. */
  private long heard;

  /** Guarded by the lock. */
  private boolean stopped;

  /** When the first chunk left; owned by the audio thread. */
  private long began;

  /**
   * A feed that has not started.
   *
   * @param clock nanoseconds, never going back
   */
  public PacedFeed(ChunkSource source, Pacer pacer, LongSupplier clock) {
    this(source, pacer, clock, PacedFeed::onThread);
  }

  /**
   * The same that reads where it is told.
   *
   * @param reader runs one task, which reads to the end and waits in between
   */
  public PacedFeed(ChunkSource source, Pacer pacer, LongSupplier clock, Executor reader) {
    this.source = source;
    this.pacer = pacer;
    this.clock = clock;
    this.reader = reader;
  }

  private static void onThread(Runnable reading) {
    Thread thread = new Thread(reading, "audio");
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins to read, by a task for the reader. */
  @Override
  public void start(Receiver receiver) {
    reader.execute(() -> run(receiver));
  }

  @Override
  public void grant(int chunks) {
    change(() -> credit += chunks);
  }

  @Override
  public void heard(long samples) {
    change(() -> heard = Math.max(heard, samples));
  }

  @Override
  public void uncounted() {
    change(() -> pacer = pacer.withoutWindow());
  }

  /** Hands over no further chunk, and reads none but the one that is being read. */
  public void stop() {
    change(() -> stopped = true);
  }

  /** Stops reading and closes the source. */
  @Override
  public void close() throws IOException {
    stop();
    source.close();
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run(Receiver receiver) {
    try {
      Optional<AudioChunk> next = source.next();
      while (next.isPresent() && awaitTurn(next.get())) {
        receiver.chunk(next.get());
        next = source.next();
      }
      receiver.ended(Optional.empty());
    } catch (AudioException e) {
      receiver.ended(Optional.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      receiver.ended(Optional.empty());
    } catch (RuntimeException e) {
      receiver.broke(e);
    }
  }

  /** Waits for credit and for the chunk's time; false when stopped. */
  private boolean awaitTurn(AudioChunk chunk) throws InterruptedException {
    lock.lock();
    try {
      while (!stopped) {
        long delay = credit == 0 ? Long.MAX_VALUE : delay(chunk);
        if (delay <= 0) {
          credit--;
          return true;
        }
        changed.await(delay, TimeUnit.NANOSECONDS);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** The first chunk sets the time that the others keep. */
  private long delay(AudioChunk chunk) {
    long now = clock.getAsLong();
    if (chunk.start() == 0) {
      began = now;
      return 0;
    }
    return pacer.delay(chunk, heard, now - began);
  }
}
