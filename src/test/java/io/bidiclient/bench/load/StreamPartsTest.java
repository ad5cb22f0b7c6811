package io.bidiclient.bench.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StreamPartsTest {
  private static final Duration CHUNK = Duration.ofMillis(80);

  @Test
  void startsFillTheLengthOfAChunkEvenly() {
    for (int streams : List.of(4, 16, 100, 300)) {
      TreeSet<Long> places = new TreeSet<>();
      for (int stream = 0; stream < streams; stream++) {
        places.add(StartSpread.of(stream, CHUNK).toNanos() % CHUNK.toNanos());
      }
      long widest = places.first() + CHUNK.toNanos() - places.last();
      long before = places.first();
      for (long place : places) {
        widest = Math.max(widest, place - before);
        before = place;
      }
      // Evenly spread, the gaps would be 1/N of a chunk.
      assertTrue(widest < 3 * CHUNK.toNanos() / streams, streams + ": " + widest + " ns");
    }
    assertTrue(StartSpread.of(300, CHUNK).compareTo(Duration.ofSeconds(6)) < 0);
  }
}
