package io.bidiclient.emulator.vllm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.config.Capacity;
import io.bidiclient.emulator.model.ServerFrameClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an accelerator carries, in virtual time. */
class FrameSchedulerTest {
  private static final long FRAME = ServerFrameClock.LENGTH.toNanos();
  private static final Duration FRAME_TIME = Duration.ofMillis(20);

  /** Five minutes of frames. */
  private static final int FRAMES = 3750;

  private final Time time = new Time();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 20, 60, 150})
  void soManySequencesKeepUpAndOneMoreMakesAllFallBehind(int capacity) {
    double bound = seconds(FRAME_TIME.toNanos() + FRAME);
    assertTrue(worstLag(capacity, capacity) <= bound, "at its capacity");
    // Of n + 1 frames that are due n are served: the lag grows by 1 / (n + 1) of the time.
    double grown = FRAMES * seconds(FRAME) / (capacity + 1);
    assertEquals(grown, worstLag(capacity, capacity + 1), 0.05 * grown + bound);
  }

  @Test
  void aFrameTakesItsTimeWhereNothingWaits() {
    assertEquals(seconds(FRAME_TIME.toNanos()), worstLag(4, 1), 1e-6);
  }

  @Test
  void allFallBehindAlike() {
    List<Sequence> sequences = run(2, 4);
    List<Integer> served = sequences.stream().map(sequence -> sequence.served).toList();
    assertTrue(served.stream().allMatch(frames -> frames >= FRAMES / 2 - 2), served::toString);
    assertTrue(served.stream().allMatch(frames -> frames <= FRAMES / 2 + 2), served::toString);
  }

  @Test
  void restIsNotSavedForLater() {
    FrameScheduler scheduler = scheduler(1);
    time.until(100 * FRAME);
    Sequence one = new Sequence(scheduler, time.now);
    Sequence two = new Sequence(scheduler, time.now);
    time.until(time.now + 10 * FRAME);
    assertEquals(10, one.served + two.served, 1);
  }

  private double worstLag(int capacity, int sequences) {
    return run(capacity, sequences).stream().mapToDouble(s -> s.worst).max().orElseThrow();
  }

  private List<Sequence> run(int capacity, int count) {
    FrameScheduler scheduler = scheduler(capacity);
    List<Sequence> sequences = new ArrayList<>();
    long start = time.now;
    for (int i = 0; i < count; i++) {
      sequences.add(new Sequence(scheduler, start + FRAME * i / count));
    }
    time.until(start + FRAMES * FRAME);
    return sequences;
  }

  private FrameScheduler scheduler(int capacity) {
    return new FrameScheduler(new Capacity(capacity, FRAME_TIME), () -> time.now, time::after);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  /** One that is paced: a frame more is due every 80 ms. */
  private final class Sequence {
    private final FrameScheduler.Seat seat;
    private final long start;
    private int served;
    private double worst;

    Sequence(FrameScheduler scheduler, long start) {
      this.seat = scheduler.join(this::go);
      this.start = start;
      time.after(Duration.ofNanos(start - time.now), this::go);
    }

    private void go() {
      long due = start + served * FRAME;
      if (time.now < due) {
        time.after(Duration.ofNanos(due - time.now), this::go);
      } else if (seat.take()) {
        worst = Math.max(worst, seconds(time.now - due));
        served++;
        go();
      }
    }
  }

  /** A clock that goes from one event to the next. */
  private static final class Time {
    private final PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long order;

    void after(Duration delay, Runnable action) {
      events.add(new Event(now + delay.toNanos(), order++, action));
    }

    void until(long end) {
      while (!events.isEmpty() && events.peek().at() <= end) {
        Event next = events.remove();
        now = next.at();
        next.action().run();
      }
      now = end;
      events.clear();
    }

    private record Event(long at, long order, Runnable action) {}
  }
}
