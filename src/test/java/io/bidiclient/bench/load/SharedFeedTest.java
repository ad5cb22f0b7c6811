package io.bidiclient.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** A feed without a thread, in virtual time. All times are in milliseconds. */
class SharedFeedTest {
  private record Task(long at, int number, Runnable run) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingInt(Task::number));
  private final List<String> sent = new ArrayList<>();
  private final List<Long> late = new ArrayList<>();
  private long now = 500;
  private int number;

  @Test
  void chunksLeaveAtTheirTimesAndTheEndRightBehindTheLast() {
    SharedFeed feed = feed(Pace.REALTIME, 4);
    feed.grant(10);
    feed.start(new Sent());
    runUntil(2_000);
    assertEquals(List.of("500", "580", "660", "740", "end 740"), sent);
    assertEquals(List.of(0L, 0L, 0L), late);
  }

  @Test
  void whatTheLoopWasLateIsToldAndDoesNotAddUp() {
    SharedFeed feed = feed(Pace.REALTIME, 4);
    feed.grant(10);
    feed.start(new Sent());
    runUntil(550);
    // Other work keeps the loop busy.
    now = 610;
    runUntil(2_000);
    assertEquals(List.of("500", "610", "660", "740", "end 740"), sent);
    assertEquals(List.of(30L, 0L, 0L), late);
  }

  @Test
  void whatTheServerHeldUpIsNoErrorOfOurs() {
    SharedFeed feed = feed(Pace.REALTIME, 4);
    feed.grant(2);
    feed.start(new Sent());
    runUntil(700);
    assertEquals(List.of("500", "580"), sent);
    now = 720;
    feed.grant(10);
    runUntil(2_000);
    assertEquals(List.of("500", "580", "720", "740", "end 740"), sent);
    assertEquals(List.of(0L, 0L), late);
  }

  @Test
  void withoutAPaceAllLeavesAtOnce() {
    SharedFeed feed = feed(Pace.MAX, 3);
    feed.start(new Sent());
    assertEquals(List.of(), sent);
    feed.grant(10);
    runUntil(500);
    assertEquals(List.of("500", "500", "500", "end 500"), sent);
  }

  @Test
  void aWindowOpensWithWhatTheModelHasHeard() {
    List<AudioChunk> chunks = chunks(3);
    SharedFeed feed =
        new SharedFeed(
            chunks, new Pacer(Pace.MAX, 0, 2 * 1280), this::nanos, this::after, late::add);
    feed.grant(10);
    feed.start(new Sent());
    assertEquals(2, sent.size());
    feed.heard(1280);
    assertEquals(List.of("500", "500", "500", "end 500"), sent);
  }

  private SharedFeed feed(Pace pace, int chunks) {
    return new SharedFeed(
        chunks(chunks),
        new Pacer(pace, 0),
        this::nanos,
        this::after,
        nanos -> late.add(nanos / 1_000_000));
  }

  private static List<AudioChunk> chunks(int count) {
    List<AudioChunk> chunks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chunks.add(new AudioChunk(1280L * i, new byte[2560]));
    }
    return chunks;
  }

  private long nanos() {
    return now * 1_000_000;
  }

  private void after(long nanos, Runnable task) {
    tasks.add(new Task(now + nanos / 1_000_000, number++, task));
  }

  private void runUntil(long until) {
    while (!tasks.isEmpty() && tasks.peek().at() <= until) {
      Task next = tasks.remove();
      now = Math.max(now, next.at());
      next.run().run();
    }
  }

  private final class Sent implements ChunkFeed.Receiver {
    @Override
    public void chunk(AudioChunk chunk) {
      sent.add("" + now);
    }

    @Override
    public void ended(Optional<AudioException> problem) {
      sent.add("end " + now);
    }

    @Override
    public void broke(RuntimeException fault) {
      throw fault;
    }
  }
}
