package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.Demand;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Messages to one subscriber, each when it asks for it (Reactive Streams 1.0.4).
 *
 * <p>Any thread may send, ask or cancel. Whoever finds nobody at work does all the work there is,
 * in {@link #step}; the others leave a note and go. So signals are serial, and a subscriber that
 * asks for more inside a signal returns before it is served.
 *
 * <pre>
 * unsubscribed ──subscribe──► flowing ──end reached──► over (onComplete)
 *       └────────cancel, fail────┴───────────────────► over (no signal)
 * </pre>
 */
final class MessagePublisher implements Publisher<String> {
  private sealed interface Item {
    record Message(String text, CompletableFuture<Void> taken) implements Item {}

    record End() implements Item {}
  }

  private final Queue<Item> items = new ConcurrentLinkedQueue<>();
  private final Demand demand = new Demand();
  private final AtomicInteger notes = new AtomicInteger();
  private final AtomicReference<Subscriber<? super String>> claimed = new AtomicReference<>();
  private final AtomicReference<Throwable> stopped = new AtomicReference<>();
  private volatile boolean illegalRequest;

  // Owned by whoever is in step().
  private Subscriber<? super String> subscriber;
  private boolean over;

  /**
   * Queues a message; the stage completes when the subscriber has it, or fails if it never will.
   */
  CompletionStage<Void> send(String text) {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    items.add(new Item.Message(text, taken));
    work();
    return taken.minimalCompletionStage();
  }

  /** Completes the subscriber after all that was sent; what is sent later fails. */
  void finish() {
    items.add(new Item.End());
    work();
  }

  /** Takes no more and fails what waits; the subscriber is left as it is, without a signal. */
  void stop(Throwable cause) {
    stopped.compareAndSet(null, cause);
    work();
  }

  @Override
  public void subscribe(Subscriber<? super String> candidate) {
    if (claimed.compareAndSet(null, candidate)) {
      work();
      return;
    }
    candidate.onSubscribe(new Refused());
    candidate.onError(
        new IllegalStateException("each message goes to one subscriber, once: no other is taken"));
  }

  private void work() {
    if (notes.getAndIncrement() > 0) {
      return;
    }
    int seen = 1;
    do {
      step();
      seen = notes.addAndGet(-seen);
    } while (seen > 0);
  }

  private void step() {
    try {
      introduce();
      deliver();
    } catch (RuntimeException e) {
      // Rule 2.13: a subscriber that throws has cancelled.
      stopped.compareAndSet(null, e);
      end();
    }
    if (over) {
      failWaiting();
    }
  }

  private void introduce() {
    if (subscriber == null && !over && claimed.get() != null) {
      subscriber = claimed.get();
      subscriber.onSubscribe(new Flow());
    }
  }

  private void deliver() {
    while (!over) {
      if (stopped.get() != null) {
        end();
      } else if (subscriber != null && illegalRequest) {
        end().onError(new IllegalArgumentException("rule 3.9: a request must be positive"));
      } else if (!deliverNext()) {
        return;
      }
    }
  }

  /** Delivers one item if there is one, and someone who wants it. */
  private boolean deliverNext() {
    Item next = items.peek();
    if (subscriber == null || next == null) {
      return false;
    }
    if (next instanceof Item.Message message) {
      if (!demand.take()) {
        return false;
      }
      // Taken out only after: a message whose delivery throws fails with the others.
      subscriber.onNext(message.text());
      items.remove();
      message.taken().complete(null);
      return true;
    }
    items.remove();
    end().onComplete();
    return false;
  }

  private Subscriber<? super String> end() {
    Subscriber<? super String> last = subscriber;
    over = true;
    subscriber = null;
    // Rule 3.13: no reference to a subscriber that is done; the claim stays taken.
    claimed.set(new Gone());
    return last;
  }

  private void failWaiting() {
    for (Item item = items.poll(); item != null; item = items.poll()) {
      if (item instanceof Item.Message message) {
        Throwable cause = stopped.get();
        message
            .taken()
            .completeExceptionally(
                cause != null ? cause : new IllegalStateException("nothing can be sent any more"));
      }
    }
  }

  private final class Flow implements Subscription {
    @Override
    public void request(long count) {
      if (count > 0) {
        demand.add(count);
      } else {
        illegalRequest = true;
      }
      work();
    }

    @Override
    public void cancel() {
      stop(new IllegalStateException("the stream takes no more messages"));
    }
  }

  private static final class Refused implements Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }

  private static final class Gone implements Subscriber<String> {
    @Override
    public void onSubscribe(Subscription subscription) {}

    @Override
    public void onNext(String message) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
