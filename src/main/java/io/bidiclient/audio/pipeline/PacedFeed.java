package io.bidiclient.audio.pipeline;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.audio.ChunkSource;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The audio thread: reads a source, holds each chunk until its pace and the receiver allow it, and
 * hands it over.
 *
 * <p>The receiver grants credit in chunks and says how far the model has come, from any thread.
 * Without credit nothing but the one chunk in hand is read, so a slow server slows the reading.
 */
public final class PacedFeed implements ChunkFeed, AutoCloseable {
  private final ChunkSource source;
  private final LongSupplier clock;
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
    this.source = source;
    this.pacer = pacer;
    this.clock = clock;
  }

  /** Starts the thread. */
  @Override
  public void start(Receiver receiver) {
    Thread thread = new Thread(() -> run(receiver), "audio");
    thread.setDaemon(true);
    thread.start();
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

  /** Stops reading and closes the source. */
  @Override
  public void close() throws IOException {
    change(() -> stopped = true);
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
