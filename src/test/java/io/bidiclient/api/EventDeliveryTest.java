package io.bidiclient.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of Reactive Streams, and that nothing waits but whoever reads the audio. */
@Timeout(60)
class EventDeliveryTest {
  private static final long PATIENCE = 20;

  private final CompletableFuture<Optional<Throwable>> cancelled = new CompletableFuture<>();
  private final CountDownLatch after = new CountDownLatch(1);
  private final EventDelivery<Integer> delivery = new EventDelivery<>(cancelled::complete);
  private final Recorded subscriber = new Recorded();

  @Test
  void deliversWhatIsAskedForInItsOrderAndThenTheEnd() throws Exception {
    delivery.begin(subscriber);
    offer(5);
    delivery.end(Optional.empty(), after::countDown);
    subscriber.subscription().request(2);
    assertEquals(List.of("0", "1"), subscriber.next(2));
    assertEquals(1, after.getCount());
    subscriber.subscription().request(3);
    assertEquals(List.of("2", "3", "4", "complete"), subscriber.next(4));
    assertTrue(after.await(PATIENCE, TimeUnit.SECONDS));
    assertFalse(cancelled.isDone());
  }

  @Test
  void tellsAFailureAfterEveryEvent() throws Exception {
    offer(300);
    delivery.end(Optional.of(new IllegalStateException("broken")), after::countDown);
    delivery.begin(subscriber);
    subscriber.subscription().request(Long.MAX_VALUE);
    subscriber.subscription().request(Long.MAX_VALUE);
    List<String> told = subscriber.next(301);
    assertEquals("299", told.get(299));
    assertEquals("java.lang.IllegalStateException: broken", told.get(300));
  }

  @Test
  void tellsTheEndWithoutDemand() throws Exception {
    delivery.begin(subscriber);
    delivery.end(Optional.empty(), after::countDown);
    assertEquals(List.of("complete"), subscriber.next(1));
  }

  @Test
  void letsTheAudioBeReadWhileFewEventsWaitAndAgainOnceSomeAreTaken() throws Exception {
    offer(EventDelivery.MOST_WAITING - 1);
    delivery.awaitRoom();
    offer(1);
    Future<Boolean> room =
        Await.waiting(
            () -> {
              delivery.awaitRoom();
              return true;
            });
    assertFalse(room.isDone());
    delivery.begin(subscriber);
    subscriber.subscription().request(1);
    assertTrue(room.get(PATIENCE, TimeUnit.SECONDS));
  }

  @Test
  void waitsForNobodyOnceItIsReleasedOrCancelled() throws Exception {
    offer(2 * EventDelivery.MOST_WAITING);
    delivery.release();
    delivery.awaitRoom();
    EventDelivery<Integer> other = new EventDelivery<>(cancelled::complete);
    for (int i = 0; i < 2 * EventDelivery.MOST_WAITING; i++) {
      other.offer(i);
    }
    other.cancel();
    other.awaitRoom();
    assertEquals(Optional.empty(), cancelled.get(PATIENCE, TimeUnit.SECONDS));
  }

  @Test
  void deliversNothingAfterItWasCancelled() throws Exception {
    delivery.begin(subscriber);
    subscriber.subscription().request(1);
    offer(1);
    assertEquals(List.of("0"), subscriber.next(1));
    subscriber.subscription().cancel();
    subscriber.subscription().request(10);
    offer(10);
    delivery.end(Optional.empty(), after::countDown);
    assertTrue(after.await(PATIENCE, TimeUnit.SECONDS));
    assertEquals(0, subscriber.told.size());
    assertEquals(Optional.empty(), cancelled.get(PATIENCE, TimeUnit.SECONDS));
  }

  @Test
  void refusesADemandOfNothing() throws Exception {
    delivery.begin(subscriber);
    subscriber.subscription().request(0);
    assertInstanceOf(
        IllegalArgumentException.class, cancelled.get(PATIENCE, TimeUnit.SECONDS).orElseThrow());
    assertEquals(
        List.of("java.lang.IllegalArgumentException: the demand must be 1 or more, not 0"),
        subscriber.next(1));
  }

  @Test
  void takesASubscriberThatThrowsForOneThatWantsNoMore() throws Exception {
    RuntimeException thrown = new RuntimeException("of the subscriber");
    subscriber.failure = Optional.of(thrown);
    delivery.begin(subscriber);
    subscriber.subscription().request(5);
    offer(5);
    assertEquals(thrown, cancelled.get(PATIENCE, TimeUnit.SECONDS).orElseThrow());
    delivery.end(Optional.empty(), after::countDown);
    assertTrue(after.await(PATIENCE, TimeUnit.SECONDS));
    assertEquals(0, subscriber.told.size());
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      delivery.offer(i);
    }
  }

  /** Writes down what it is told. */
  private static final class Recorded implements Flow.Subscriber<Integer> {
    private final CompletableFuture<Flow.Subscription> given = new CompletableFuture<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile Optional<RuntimeException> failure = Optional.empty();

    Flow.Subscription subscription() throws Exception {
      return given.get(PATIENCE, TimeUnit.SECONDS);
    }

    List<String> next(int count) throws InterruptedException {
      List<String> next = new ArrayList<>();
      while (next.size() < count) {
        String one = told.poll(PATIENCE, TimeUnit.SECONDS);
        next.add(one == null ? "nothing within 20 s" : one);
      }
      return next;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      given.complete(subscription);
    }

    @Override
    public void onNext(Integer event) {
      if (failure.isPresent()) {
        throw failure.get();
      }
      told.add(event.toString());
    }

    @Override
    public void onError(Throwable error) {
      told.add(error.toString());
    }

    @Override
    public void onComplete() {
      told.add("complete");
    }
  }
}
