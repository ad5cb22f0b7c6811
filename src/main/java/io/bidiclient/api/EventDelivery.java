package io.bidiclient.api;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a run's events to its one subscriber, as they are asked for, on a thread of its own:
 * neither the session nor its wire waits for a subscriber. Whoever reads the audio waits instead,
 * once {@link #MOST_WAITING} events do, so that what waits is bounded by what the server still has
 * to say of audio that was sent.
 *
 * @param <T> what is handed over
 * @see <a href="https://github.com/reactive-streams/reactive-streams-jvm">Reactive Streams</a>
 */
final class EventDelivery<T> implements Flow.Subscription {
  /** Events that may wait while more audio is sent. */
  static final int MOST_WAITING = 256;

  private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

  private final Consumer<Optional<Throwable>> cancelled;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock, as all below. */
  private final Queue<T> waiting = new ArrayDeque<>();

  private long demand;
  private boolean isCancelled;
  private boolean isReleased;
  private Optional<Runnable> end = Optional.empty();
  private Optional<Throwable> fault = Optional.empty();

  /**
   * A delivery without a subscriber.
   *
   * @param cancelled called once when the subscriber wants no more, with the reason where it
   *     failed; not called after the end
   */
  EventDelivery(Consumer<Optional<Throwable>> cancelled) {
    this.cancelled = cancelled;
  }

  /** Starts to deliver to the one subscriber. */
  void begin(Flow.Subscriber<? super T> subscriber) {
    Thread thread = new Thread(() -> deliver(subscriber), "transcriber-events");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes what happened next; lost once nobody wants it. */
  void offer(T event) {
    locked(
        () -> {
          if (!isCancelled) {
            waiting.add(event);
          }
        });
  }

  /**
   * Nothing follows.
   *
   * @param failure what the subscriber is told, after all events
   * @param after runs once it has been told, or wants no more
   */
  void end(Optional<? extends Throwable> failure, Runnable after) {
    locked(
        () -> {
          fault = failure.map(it -> it);
          end = Optional.of(after);
        });
  }

  /** Waits until another piece of audio may be sent. */
  void awaitRoom() {
    lock.lock();
    try {
      while (waiting.size() >= MOST_WAITING && !isCancelled && !isReleased) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nobody needs to wait for room any more. */
  void release() {
    locked(() -> isReleased = true);
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      stop(Optional.of(new IllegalArgumentException("the demand must be 1 or more, not " + count)));
      return;
    }
    locked(() -> demand = demand + count < 0 ? Long.MAX_VALUE : demand + count);
  }

  @Override
  public void cancel() {
    stop(Optional.empty());
  }

  private void stop(Optional<Throwable> reason) {
    boolean first;
    lock.lock();
    try {
      first = !isCancelled;
      isCancelled = true;
      fault = reason;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (first) {
      cancelled.accept(reason);
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void deliver(Flow.Subscriber<? super T> subscriber) {
    try {
      subscriber.onSubscribe(this);
      Optional<T> next = next();
      while (next.isPresent()) {
        subscriber.onNext(next.get());
        next = next();
      }
      tellEnd(subscriber);
    } catch (RuntimeException | Error e) {
      LOG.debug("the subscriber failed", e);
      stop(Optional.of(e));
    } finally {
      awaitEnd().run();
    }
  }

  /** The next event that was asked for; empty at the end or when nothing more is wanted. */
  private Optional<T> next() {
    lock.lock();
    try {
      while (!isCancelled && (waiting.isEmpty() ? end.isEmpty() : demand == 0)) {
        changed.awaitUninterruptibly();
      }
      if (isCancelled || waiting.isEmpty()) {
        return Optional.empty();
      }
      demand--;
      changed.signalAll();
      return Optional.of(waiting.remove());
    } finally {
      lock.unlock();
    }
  }

  /** A subscriber that cancelled is told nothing more, unless it broke the rules. */
  private void tellEnd(Flow.Subscriber<? super T> subscriber) {
    boolean silent;
    Optional<Throwable> reason;
    lock.lock();
    try {
      reason = fault;
      silent = isCancelled && reason.isEmpty();
    } finally {
      lock.unlock();
    }
    if (reason.isPresent()) {
      subscriber.onError(reason.get());
    } else if (!silent) {
      subscriber.onComplete();
    }
  }

  private Runnable awaitEnd() {
    lock.lock();
    try {
      while (end.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      return end.get();
    } finally {
      lock.unlock();
    }
  }
}
