package io.bidiclient.api;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ForwardingSource;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audio that can be ended before its own end. Read by one thread; ended and closed by any. */
final class EndableAudio extends ForwardingSource {
  private static final Logger LOG = LoggerFactory.getLogger(EndableAudio.class);

  private final AudioSource source;
  private volatile boolean ended;

  /** The thread that reads now; guarded by this. */
  private Optional<Thread> reader = Optional.empty();

  /** Audio over a source, which it owns. */
  EndableAudio(AudioSource source) {
    super(source);
    this.source = source;
  }

  /** Ends the audio with what was read of it; a read that waits for more ends too. */
  void end() {
    ended = true;
    try {
      source.close();
    } catch (IOException e) {
      LOG.debug("the audio could not be closed", e);
    }
    synchronized (this) {
      // Some streams do not end a read when they are closed, such as a pipe between threads.
      reader.ifPresent(Thread::interrupt);
    }
  }

  @Override
  public int read(float[] buffer) throws AudioException {
    try {
      enter();
      return ended ? -1 : source.read(buffer);
    } catch (AudioException e) {
      if (ended) {
        LOG.debug("a read was broken off by the end of the audio", e);
        return -1;
      }
      throw e;
    } finally {
      leave();
    }
  }

  /** Whether a read waits that nothing can end. */
  synchronized boolean isStuck() {
    return ended && reader.isPresent();
  }

  private synchronized void enter() {
    reader = Optional.of(Thread.currentThread());
  }

  /** The thread goes on to other things, which are not to be interrupted. */
  private synchronized void leave() {
    reader = Optional.empty();
    if (ended) {
      var unused = Thread.interrupted();
    }
  }
}
