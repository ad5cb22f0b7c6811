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
    assertEquals(at(3), buffer.backwards(at(1), at(4)).iterator().next().start());
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
        IllegalArgumentException.class, () -> buffer.add(ChunkLevels.of("#").get(0), -20, true));
  }
}
