package io.bidiclient.run.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A live input in virtual time: each chunk of 80 ms is there when it was spoken, and ages. */
class PaceSettingsTest {
  private static final int CHUNK_MILLIS = 80;
  private static final int CHUNK = 1_280;

  @ParameterizedTest
  @CsvSource({"2, 1.2", "3, 1.2", "5, 2", "10, 4"})
  void afterAStallALiveInputIsHeardAsItIsSpokenAgain(int seconds, double speed) {
    Duration live = Duration.ofSeconds(seconds);
    PaceSettings settings = new PaceSettings(Pace.AUTO, Duration.ofSeconds(10), Optional.of(live));
    Stall run = new Stall(settings, speed);
    run.until(20_000, true);
    assertTrue(run.lag <= 400, "before the stall: " + run.lag + " ms");
    run.until(50_000, false);
    run.until(50_000 + 200L * seconds + 10_000L * seconds, true);
    assertTrue(run.dropped > 0, "nothing was dropped");
    assertTrue(run.worst <= 30_000 + live.toMillis(), "at the stall's end: " + run.worst);
    assertTrue(run.lag <= 400, "after the stall: " + run.lag + " ms");
    assertEquals(
        run.spoken, run.heardChunks + run.dropped + run.waiting.size() + run.sentAges.size());
  }

  /** The chain of capture, pacer and a model that hears at some times the speed of speech. */
  private static final class Stall {
    private final Pacer pacer;
    private final int capacity;
    private final double speed;

    /** When the chunks that wait were spoken. */
    private final Deque<Long> waiting = new ArrayDeque<>();

    private final Deque<Long> sentAges = new ArrayDeque<>();
    private long now;
    private long spoken;
    private long dropped;
    private long sent;
    private long heardChunks;
    private double heard;
    private long lag;
    private long worst;

    Stall(PaceSettings settings, double speed) {
      this.pacer = settings.pacer(CHUNK_MILLIS);
      this.capacity = (int) (settings.waiting(CHUNK_MILLIS).toMillis() / CHUNK_MILLIS);
      this.speed = speed;
    }

    void until(long end, boolean hears) {
      for (; now < end; now += 10) {
        speak();
        send();
        if (hears) {
          hear();
        }
      }
    }

    private void speak() {
      if (now % CHUNK_MILLIS == 0) {
        spoken++;
        waiting.add(now);
        if (waiting.size() > capacity) {
          waiting.removeFirst();
          dropped++;
        }
      }
    }

    private void send() {
      while (!waiting.isEmpty() && mayGo()) {
        sentAges.add(waiting.removeFirst());
        sent++;
      }
    }

    private boolean mayGo() {
      AudioChunk next = new AudioChunk(sent * CHUNK, new byte[2 * CHUNK]);
      return pacer.delay(next, (long) heard, now * 1_000_000) <= 0;
    }

    private void hear() {
      heard = Math.min(sent * (double) CHUNK, heard + 160 * speed);
      while ((heardChunks + 1) * CHUNK <= heard) {
        heardChunks++;
        lag = now - sentAges.removeFirst();
        worst = Math.max(worst, lag);
      }
    }
  }
}
