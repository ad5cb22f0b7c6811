package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.transport.TransportException;
import java.time.Duration;
import java.util.Optional;

/**
 * How many sessions may still be replaced, and after what wait. The budget is refilled by a session
 * that lived for a while and brought the run further. Owned by the run's thread.
 */
final class RetryRules {
  /** Audio by which a run must have come further for its retries to be refilled. */
  private static final long PROGRESS = 10L * AudioChunk.RATE;

  private final RetryPolicy recovery;
  private int left;
  private long furthest;

  RetryRules(RetryPolicy recovery) {
    this.recovery = recovery;
    this.left = recovery.retries();
  }

  /**
   * Whether another session may fare better. Credentials may have run out in the middle of a
   * session that was let in with them; fresh ones are taken for the next.
   */
  static boolean canPass(TransportException cause, Optional<SessionConnection> link) {
    if (cause.isLasting()) {
      return false;
    }
    return switch (cause.category()) {
      case SETTINGS, ENDPOINT, PROTOCOL -> false;
      case AUTH -> link.filter(l -> l.state().flow().deltas() > 0).isPresent();
      case THROTTLED, TIMEOUT, NETWORK, REMOTE -> true;
    };
  }

  boolean areSpent() {
    return left == 0;
  }

  /** Takes one; returns how long to wait before it: no shorter than the server asked for. */
  Duration take(TransportException cause) {
    Duration wait = recovery.backoff().before(recovery.retries() - left);
    left--;
    return wait.compareTo(cause.after()) < 0 ? cause.after() : wait;
  }

  /** A session of the given age has heard up to the sample. */
  void progress(long age, long heard) {
    if (age >= RetryPolicy.HEALTH.toNanos() && heard > furthest + PROGRESS) {
      left = recovery.retries();
      furthest = heard;
    }
  }
}
