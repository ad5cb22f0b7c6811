package io.bidiclient.run.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HookQueueTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Receiver receiver = new Receiver();

  @Test
  void allLinesArriveInTheirOrder() throws InterruptedException {
    HookQueue queue = started(100);
    for (int i = 1; i <= 100; i++) {
      queue.offer("line " + i);
    }
    HookQueue.Counts counts = queue.finish(LONG);
    assertEquals(100, receiver.taken.size());
    assertEquals("7 line 7", receiver.taken.get(6));
    assertTrue(counts.complete());
    assertTrue(receiver.ended);
  }

  @Test
  void aReceiverThatIsStuckDelaysNobodyAndWhatHasNoPlaceIsCounted() throws InterruptedException {
    receiver.gate = new CountDownLatch(1);
    HookQueue queue = started(3);
    queue.offer("a");
    receiver.entered.await();
    for (int i = 0; i < 9; i++) {
      queue.offer("b");
    }
    assertEquals(6, queue.counts().dropped());
    receiver.gate.countDown();
    HookQueue.Counts counts = queue.finish(LONG);
    assertEquals(List.of("1 a", "2 b", "3 b", "4 b"), receiver.taken);
    assertEquals(new HookQueue.Counts(10, 4, 6, Optional.empty(), Optional.empty()), counts);
    assertEquals(0, counts.failed());
    assertFalse(counts.complete());
  }

  @Test
  void whatFailsIsCountedAndTheNextIsTried() throws InterruptedException {
    receiver.refused = "b";
    HookQueue queue = started(10);
    List.of("a", "b", "c", "b").forEach(queue::offer);
    HookQueue.Counts counts = queue.finish(LONG);
    assertEquals(List.of("1 a", "3 c"), receiver.taken);
    assertEquals(2, counts.failed());
    assertEquals(Optional.of("no b"), counts.failure());
  }

  @Test
  void oneThatDoesNotEndIsLetGo() throws InterruptedException {
    receiver.gate = new CountDownLatch(1);
    HookQueue queue = started(10);
    queue.offer("a");
    queue.offer("b");
    receiver.entered.await();
    HookQueue.Counts counts = queue.finish(Duration.ZERO);
    assertTrue(receiver.abandoned);
    assertEquals(0, counts.delivered());
    assertEquals(2, counts.failed());
    queue.offer("c");
    assertEquals(1, queue.counts().dropped());
  }

  @Test
  void whatGoesWrongAfterTheLastLineIsTold() throws InterruptedException {
    receiver.ending = Optional.of("it exited with 3");
    HookQueue queue = started(10);
    queue.offer("a");
    HookQueue.Counts counts = queue.finish(LONG);
    assertEquals(1, counts.delivered());
    assertEquals(receiver.ending, counts.ending());
    assertFalse(counts.complete());
  }

  @Test
  void aQueueThatWaitsForALineHearsOfTheEnd() throws IOException, InterruptedException {
    HookQueue queue = started(10);
    Await.until("the queue's thread waits", HookQueueTest::isWaiting);
    HookQueue.Counts counts = queue.finish(Duration.ofSeconds(10));
    assertEquals(Optional.empty(), counts.ending());
    assertTrue(receiver.ended);
    assertFalse(receiver.abandoned);
  }

  private static boolean isWaiting() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(t -> t.getName().equals("hook") && t.getState() == Thread.State.WAITING);
  }

  private HookQueue started(int capacity) {
    HookQueue queue = new HookQueue(receiver, capacity);
    queue.start();
    return queue;
  }

  /** Takes lines, as slowly as its gate says. */
  private static final class Receiver implements HookReceiver {
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile String refused = "";
    private volatile Optional<String> ending = Optional.empty();
    private volatile boolean ended;
    private volatile boolean abandoned;

    @Override
    public String name() {
      return "a test";
    }

    @Override
    public void deliver(String line, long number) throws IOException, InterruptedException {
      entered.countDown();
      gate.await();
      if (line.equals(refused)) {
        throw new IOException("no " + line);
      }
      taken.add(number + " " + line);
    }

    @Override
    public void end() throws IOException {
      ended = true;
      if (ending.isPresent()) {
        throw new IOException(ending.get());
      }
    }

    @Override
    public void abandon() {
      abandoned = true;
    }
  }
}
