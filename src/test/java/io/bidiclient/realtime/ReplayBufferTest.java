package io.bidiclient.realtime;

import static io.bidiclient.realtime.ChunkLevels.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {
  private final ReplayBuffer buffer = ChunkLevels.buffer("##..##");

  @Test
  void findsChunksByTheirStartAndByWhatTheyHold() {
    assertEquals(at(2), buffer.startingAt(at(2)).orElseThrow().start());
    assertEquals(at(2), buffer.around(at(3) - 1).orElseThrow().start());
    assertEquals(Optional.empty(), buffer.startingAt(at(6)));
    assertEquals(3, buffer.between(at(1), at(4)).size());
    assertEquals(at(3), buffer.between(at(1), at(4)).get(2).start());
  }

  @Test
  void doesNotLetAnyoneWaitForAudioThatIsGone() {
    buffer.forgetBefore(at(3));
    assertEquals(at(3), buffer.from());
    assertThrows(IllegalStateException.class, () -> buffer.startingAt(at(2)));
  }

  @Test
  void takesNothingOutOfOrder() {
    assertThrows(
        IllegalArgumentException.class,
        () -> buffer.add(ChunkLevels.entry(ChunkLevels.of("#").get(0))));
  }

  @Test
  void findsWhereWordsMayBeginAgain() {
    assertEquals(at(1), buffer.wordsFrom(at(1)));
    assertEquals(at(4), buffer.wordsFrom(at(2)));
    assertEquals(at(4), buffer.wordsFrom(at(2) + 7));
    assertEquals(at(4), buffer.wordsFrom(at(3)));
    assertEquals(at(5), buffer.wordsFrom(at(5)));
    assertEquals(at(6), buffer.wordsFrom(at(6)));
    ChunkLevels.of("##..##..").stream()
        .skip(6)
        .forEach(chunk -> buffer.add(ChunkLevels.entry(chunk)));
    assertEquals(at(8), buffer.wordsFrom(at(6)));
    assertEquals(at(4), buffer.wordsFrom(at(2)), "an earlier place than the last");
    buffer.forgetBefore(at(3));
    assertEquals(at(4), buffer.wordsFrom(at(2)));
  }
}
