package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::time).thenComparingInt(Event::number);

  private record Event(long time, int number) {}

  @Test
  void givesTasksInOrderOfTimeAndThoseOfOneTimeAsTheyWereAdded() {
    SplittableRandom random = new SplittableRandom(1);
    EventQueue queue = new EventQueue();
    List<Event> waiting = new ArrayList<>();
    List<Event> done = new ArrayList<>();
    for (int number = 0; number < 20_000; number++) {
      Event event = new Event(random.nextInt(500), number);
      queue.add(event.time(), () -> done.add(event));
      waiting.add(event);
      boolean many = waiting.size() > 300;
      for (int i = random.nextInt(many ? 600 : 2); i > 0 && !queue.isEmpty(); i--) {
        Event first = Collections.min(waiting, ORDER);
        assertEquals(first.time(), queue.firstTime());
        queue.remove().run();
        assertEquals(first, done.get(done.size() - 1));
        waiting.remove(first);
      }
    }
    assertTrue(done.size() > 10_000);
  }
}
