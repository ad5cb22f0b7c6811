package io.bidiclient.audio.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.problem.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DropOldestSourceTest {
  /** Blocks of 80 ms, whose samples are their number, in stereo. */
  private static final PcmFormat FORMAT = new PcmFormat(Encoding.F32LE, 4_000, 2);

  private static final int BLOCK = 320;
  private static final String SLOW = ": it came faster than the endpoint took it";

  private final List<Warning> warnings = new ArrayList<>();
  private final Hand hand = new Hand();
  private final AudioSource live =
      DropOldestSource.start(hand, Duration.ofMillis(400), warnings::add);

  @Test
  void passesAllOnWhenItIsReadInTime() throws Exception {
    for (int i = 1; i <= 100; i++) {
      hand.give(i);
      assertEquals(List.of(i), take(1));
    }
    hand.end(Optional.empty());
    assertEquals(-1, live.read(new float[2]));
    assertEquals(-1, live.read(new float[2]));
    live.close();
    assertEquals(List.of(), warnings);
    assertTrue(hand.closed);
  }

  @Test
  void theOldestGivesWayAndTheNewestStays() throws Exception {
    give(1, 12);
    assertEquals(List.of(8, 9, 10, 11, 12), take(5));
    assertEquals(List.of(dropped("0.6 s of live audio dropped at 0.0 s")), warnings);
    hand.give(13);
    assertEquals(List.of(13), take(1));
    hand.end(Optional.empty());
    assertEquals(-1, live.read(new float[2]));
    assertEquals(1, warnings.size());
  }

  @Test
  void aPartOfABlockThatWasReadIsNotDropped() throws Exception {
    give(1, 5);
    float[] half = new float[BLOCK];
    assertEquals(BLOCK / 2, live.read(half));
    give(6, 7);
    // Half of the first and the whole of the second went: 120 ms.
    assertEquals(List.of(3, 4, 5, 6, 7), take(5));
    assertEquals(List.of(dropped("0.1 s of live audio dropped at 0.0 s")), warnings);
  }

  @Test
  void goesOnTellingButNotAllTheTime() throws Exception {
    give(1, 10);
    take(5);
    for (int i = 0; i < 150; i++) {
      give(1, 6);
      take(5);
    }
    assertEquals(
        List.of(
            dropped("0.4 s of live audio dropped at 0.0 s"),
            dropped("2.0 s of live audio dropped between 0.0 s and 10.0 s, 2.4 s in all")),
        warnings.subList(0, 2));
    hand.end(Optional.empty());
    assertEquals(-1, live.read(new float[2]));
    assertEquals(dropped("12.4 s of live audio dropped in all"), warnings.get(warnings.size() - 1));
    assertEquals(8, warnings.size());
    live.close();
    assertEquals(8, warnings.size());
  }

  @Test
  void whatNobodyReadIsToldOfWhenItIsClosed() throws Exception {
    give(1, 15);
    live.close();
    assertEquals(List.of(dropped("0.8 s of live audio dropped in all")), warnings);
    assertEquals(-1, live.read(new float[2]));
  }

  @Test
  void aFailureComesAfterAllThatWaits() throws Exception {
    AudioException gone = new AudioException("mic: it delivers nothing any more", "plug it in");
    give(1, 2);
    hand.end(Optional.of(gone));
    assertEquals(List.of(1, 2), take(2));
    assertSame(gone, assertThrows(AudioException.class, () -> live.read(new float[2])));
  }

  @Test
  void aReaderThatWaitsIsWokenByABlockAndByTheEnd() throws Exception {
    float[] block = new float[2 * BLOCK];
    Future<Integer> next = Await.waiting(() -> live.read(block));
    hand.give(1);
    assertEquals(BLOCK, next.get(10, TimeUnit.SECONDS));
    Future<Integer> last = Await.waiting(() -> live.read(block));
    hand.end(Optional.empty());
    assertEquals(-1, last.get(10, TimeUnit.SECONDS));
  }

  @Test
  void closingWakesAReader() throws Exception {
    Future<Integer> read = Await.waiting(() -> live.read(new float[2]));
    live.close();
    assertEquals(-1, read.get(10, TimeUnit.SECONDS));
  }

  @Test
  void isLiveAndHasTheFormatOfItsSource() throws Exception {
    assertTrue(live.isLive());
    assertSame(FORMAT, live.format());
    live.close();
  }

  private static Warning dropped(String what) {
    return new Warning("dropped_audio", what + SLOW);
  }

  private void give(int from, int to) throws InterruptedException {
    for (int i = from; i <= to; i++) {
      hand.give(i);
    }
  }

  /** So many whole blocks: their numbers. */
  private List<Integer> take(int count) throws AudioException {
    List<Integer> numbers = new ArrayList<>();
    float[] block = new float[2 * BLOCK];
    for (int i = 0; i < count; i++) {
      assertEquals(BLOCK, live.read(block));
      for (float sample : block) {
        assertEquals(block[0], sample);
      }
      numbers.add((int) block[0]);
    }
    return numbers;
  }

  /**
   * A source by hand: a block that was given waits in the live source when {@code give} returns.
   */
  private static final class Hand implements AudioSource {
    private record Next(int number, Optional<AudioException> failure) {}

    private final BlockingQueue<Next> blocks = new LinkedBlockingQueue<>();
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean closed;

    void give(int number) throws InterruptedException {
      hand(new Next(number, Optional.empty()));
      // It is asked again once it has put the block away.
      assertTrue(asked.tryAcquire(10, TimeUnit.SECONDS), "the live source does not read");
      asked.release();
    }

    void end(Optional<AudioException> failure) throws InterruptedException {
      hand(new Next(0, failure));
    }

    private void hand(Next next) throws InterruptedException {
      assertTrue(asked.tryAcquire(10, TimeUnit.SECONDS), "the live source does not read");
      blocks.put(next);
    }

    @Override
    public PcmFormat format() {
      return FORMAT;
    }

    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public List<Warning> warnings() {
      return List.of();
    }

    @Override
    public int read(float[] buffer) throws AudioException {
      asked.release();
      try {
        Next next = blocks.take();
        if (next.failure().isPresent()) {
          throw next.failure().get();
        }
        Arrays.fill(buffer, next.number());
        return next.number() == 0 ? -1 : BLOCK;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
