package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.pcm.FrameReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks for more audio behind that which a header announced. A pipe may stay open there without
 * another byte, so that the wait for one has an end: what was announced is all then. A thread of
 * its own reads meanwhile; closing the stream ends it.
 */
final class LaterAudio implements FrameReader.FurtherAudio {
  private final WavHeaderReader chunks;
  private final Duration wait;

  /** The thread of an earlier search may read still. */
  private boolean ended;

  /**
   * More audio in chunks to come.
   *
   * @param chunks stands at the end of a data chunk; not used by others
   * @param wait how long the next chunk may take to come
   */
  LaterAudio(WavHeaderReader chunks, Duration wait) {
    this.chunks = chunks;
    this.wait = wait;
  }

  @Override
  public long next() throws IOException, AudioException {
    if (ended) {
      return 0;
    }
    FutureTask<Long> search = new FutureTask<>(chunks::nextData);
    Thread thread = new Thread(search, "more audio");
    thread.setDaemon(true);
    thread.start();
    try {
      return search.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      ended = true;
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AudioException audio) {
        throw audio;
      }
      if (e.getCause() instanceof IOException reading) {
        throw reading;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
