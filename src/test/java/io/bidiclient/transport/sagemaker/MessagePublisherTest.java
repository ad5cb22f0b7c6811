package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

class MessagePublisherTest {
  private final MessagePublisher publisher = new MessagePublisher();
  private final StrictSubscriber subscriber = new StrictSubscriber();

  @Test
  void nothingIsDeliveredWithoutDemand() {
    publisher.subscribe(subscriber);
    CompletableFuture<Void> sent = publisher.send("a").toCompletableFuture();
    assertEquals(List.of(), subscriber.items());
    assertFalse(sent.isDone());
  }

  @Test
  void eachRequestedMessageIsDeliveredAndAcknowledged() {
    publisher.subscribe(subscriber);
    List<CompletableFuture<Void>> sends = new ArrayList<>();
    for (String text : List.of("a", "b", "c")) {
      sends.add(publisher.send(text).toCompletableFuture());
    }
    subscriber.request(2);
    assertEquals(List.of("a", "b"), subscriber.items());
    assertEquals(List.of(true, true, false), sends.stream().map(Future::isDone).toList());
    subscriber.request(1);
    assertEquals(List.of("a", "b", "c"), subscriber.items());
    assertTrue(sends.get(2).isDone());
  }

  @Test
  void whatWasSentBeforeTheSubscriberCameWaitsForIt() {
    publisher.send("a");
    publisher.finish();
    publisher.subscribe(subscriber);
    assertFalse(subscriber.completed());
    subscriber.request(Long.MAX_VALUE);
    assertEquals(List.of("a"), subscriber.items());
    assertTrue(subscriber.completed());
  }

  @Test
  void finishCompletesWithoutDemand() {
    publisher.subscribe(subscriber);
    publisher.finish();
    assertTrue(subscriber.completed());
  }

  @Test
  void sendAfterFinishFails() {
    publisher.subscribe(subscriber);
    subscriber.request(10);
    publisher.finish();
    assertFailed(publisher.send("late"));
    publisher.finish();
    assertEquals(List.of(), subscriber.items());
    assertTrue(subscriber.completed());
  }

  @Test
  void cancelFailsWhatWaitsAndWhatComes() {
    publisher.subscribe(subscriber);
    CompletionStage<Void> waiting = publisher.send("a");
    subscriber.cancel();
    assertFailed(waiting);
    assertFailed(publisher.send("b"));
    subscriber.request(5);
    publisher.finish();
    assertEquals(List.of(), subscriber.items());
    assertFalse(subscriber.completed());
    assertNull(subscriber.failure());
  }

  @Test
  void stopFailsWhatWaitsWithItsCauseAndSignalsNothing() {
    publisher.subscribe(subscriber);
    CompletionStage<Void> waiting = publisher.send("a");
    IllegalStateException cause = new IllegalStateException("gone");
    publisher.stop(cause);
    assertSame(cause, assertFailed(waiting));
    assertSame(cause, assertFailed(publisher.send("b")));
    assertNull(subscriber.failure());
    assertFalse(subscriber.completed());
  }

  @Test
  void stopBeforeASubscriberFailsWhatWaits() {
    CompletionStage<Void> waiting = publisher.send("a");
    publisher.stop(new IllegalStateException("gone"));
    assertFailed(waiting);
  }

  @Test
  void aRequestThatIsNotPositiveIsAnErrorOfTheSubscriber() {
    for (long count : new long[] {0, -1, Long.MIN_VALUE}) {
      MessagePublisher fresh = new MessagePublisher();
      StrictSubscriber wrong = new StrictSubscriber();
      fresh.subscribe(wrong);
      CompletionStage<Void> waiting = fresh.send("a");
      wrong.request(count);
      assertInstanceOf(IllegalArgumentException.class, wrong.failure());
      assertTrue(wrong.failure().getMessage().contains("3.9"));
      assertFailed(waiting);
    }
  }

  @Test
  void aSecondSubscriberIsRefusedAndTheFirstGoesOn() {
    publisher.subscribe(subscriber);
    StrictSubscriber second = new StrictSubscriber();
    publisher.subscribe(second);
    assertInstanceOf(IllegalStateException.class, second.failure());
    subscriber.request(1);
    publisher.send("a");
    assertEquals(List.of("a"), subscriber.items());
    assertEquals(List.of(), second.items());
  }

  @Test
  void aSecondSubscriberIsRefusedAfterTheEndToo() {
    publisher.subscribe(subscriber);
    publisher.finish();
    StrictSubscriber second = new StrictSubscriber();
    publisher.subscribe(second);
    assertInstanceOf(IllegalStateException.class, second.failure());
  }

  @Test
  void aMillionRequestsInsideSignalsNeitherNestNorOverflowTheStack() {
    StrictSubscriber hungry = new StrictSubscriber(self -> self.request(1));
    publisher.subscribe(hungry);
    for (int i = 0; i < 1_000_000; i++) {
      publisher.send("x");
    }
    hungry.request(1);
    assertEquals(1_000_000, hungry.items().size());
  }

  @Test
  void cancelInsideASignalStopsAtOnce() {
    StrictSubscriber once = new StrictSubscriber(StrictSubscriber::cancel);
    publisher.subscribe(once);
    publisher.send("a");
    CompletionStage<Void> second = publisher.send("b");
    once.request(10);
    assertEquals(List.of("a"), once.items());
    assertFailed(second);
  }

  @Test
  void demandAddsUpToWithoutBound() {
    publisher.subscribe(subscriber);
    subscriber.request(Long.MAX_VALUE);
    subscriber.request(Long.MAX_VALUE);
    publisher.send("a");
    publisher.send("b");
    assertEquals(List.of("a", "b"), subscriber.items());
  }

  @Test
  void aSubscriberThatThrowsHasCancelled() {
    publisher.subscribe(
        new Subscriber<>() {
          @Override
          public void onSubscribe(Subscription s) {
            s.request(2);
          }

          @Override
          public void onNext(String item) {
            throw new IllegalStateException("cannot take " + item);
          }

          @Override
          public void onError(Throwable t) {}

          @Override
          public void onComplete() {}
        });
    assertEquals("cannot take a", assertFailed(publisher.send("a")).getMessage());
    assertFailed(publisher.send("b"));
  }

  @Test
  void manySendersAndManyAskersGetEachMessageThroughOnceAndInTheirOrder() throws Exception {
    int senders = 4;
    int each = 20_000;
    publisher.subscribe(subscriber);
    ExecutorService threads = Executors.newFixedThreadPool(2 * senders);
    List<Future<?>> work = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      String name = s + ":";
      work.add(
          threads.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  publisher.send(name + i);
                }
              }));
      work.add(
          threads.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  subscriber.request(1);
                }
              }));
    }
    for (Future<?> w : work) {
      w.get();
    }
    threads.shutdown();
    publisher.finish();
    assertTrue(subscriber.completed());
    assertEquals(senders * each, subscriber.items().size());
    for (int s = 0; s < senders; s++) {
      String name = s + ":";
      List<String> own = subscriber.items().stream().filter(i -> i.startsWith(name)).toList();
      for (int i = 0; i < each; i++) {
        assertEquals(name + i, own.get(i));
      }
    }
  }

  private static Throwable assertFailed(CompletionStage<Void> stage) {
    CompletableFuture<Void> future = stage.toCompletableFuture();
    assertTrue(future.isDone());
    return assertThrows(CompletionException.class, future::join).getCause();
  }
}
