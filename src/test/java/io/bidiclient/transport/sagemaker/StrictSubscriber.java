package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A subscriber that notes each rule of Reactive Streams 1.0.4 that its publisher breaks. */
final class StrictSubscriber implements Subscriber<String> {
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final List<String> items = new ArrayList<>();
  private final AtomicBoolean inSignal = new AtomicBoolean();
  private final AtomicLong allowed = new AtomicLong();
  private final Consumer<StrictSubscriber> onItem;
  private volatile Subscription subscription;
  private volatile Throwable failure;
  private volatile boolean completed;

  StrictSubscriber() {
    this(self -> {});
  }

  /** Does something more with each item, inside its signal. */
  StrictSubscriber(Consumer<StrictSubscriber> onItem) {
    this.onItem = onItem;
  }

  @Override
  public void onSubscribe(Subscription given) {
    enter("onSubscribe");
    if (subscription != null) {
      broken.add("1.9/2.12: onSubscribe twice");
    }
    subscription = given;
    leave();
  }

  @Override
  public void onNext(String item) {
    enter("onNext");
    if (item == null) {
      broken.add("2.13: null item");
    }
    if (allowed.getAndDecrement() <= 0) {
      broken.add("1.1: more items than asked for");
    }
    items.add(item);
    onItem.accept(this);
    leave();
  }

  @Override
  public void onError(Throwable t) {
    enter("onError");
    if (t == null) {
      broken.add("2.13: null error");
    }
    failure = t;
    leave();
  }

  @Override
  public void onComplete() {
    enter("onComplete");
    completed = true;
    leave();
  }

  private void enter(String signal) {
    if (!inSignal.compareAndSet(false, true)) {
      broken.add("1.3: " + signal + " inside another signal");
    }
    if (subscription == null && !signal.equals("onSubscribe")) {
      broken.add("1.9: " + signal + " before onSubscribe");
    }
    if (completed || failure != null) {
      broken.add("1.7: " + signal + " after the end");
    }
  }

  private void leave() {
    inSignal.set(false);
  }

  void request(long count) {
    if (count > 0) {
      allowed.updateAndGet(now -> now + count < 0 ? Long.MAX_VALUE : now + count);
    }
    subscription.request(count);
  }

  void cancel() {
    subscription.cancel();
  }

  List<String> items() {
    assertEquals(List.of(), broken);
    return items;
  }

  boolean completed() {
    assertEquals(List.of(), broken);
    return completed;
  }

  Throwable failure() {
    assertEquals(List.of(), broken);
    return failure;
  }
}
