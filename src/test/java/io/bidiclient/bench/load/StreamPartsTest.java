package io.bidiclient.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Test
  void whoeverAsksForTheNextChunkTellsHowLateTheLastOneWas() {
    List<AudioChunk> chunks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      chunks.add(new AudioChunk(1280L * i, new byte[2560]));
    }
    long[] now = {0};
    List<Long> late = new ArrayList<>();
    SharedChunks source = new SharedChunks(chunks, () -> now[0], late::add);
    source.next();
    now[0] = 5_000_000;
    source.next();
    now[0] = 88_000_000;
    source.next();
    now[0] = 165_000_000;
    source.next();
    now[0] = 265_000_000;
    assertEquals(Optional.empty(), source.next());
    assertEquals(List.of(3_000_000L, 0L, 20_000_000L), late);
  }
}
