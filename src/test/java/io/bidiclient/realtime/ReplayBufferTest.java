package io.bidiclient.realtime;

import static io.bidiclient.realtime.ChunkLevels.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReplayBufferTest {
  @Test
  void holdsNoMoreThanItsCapacity() {
    ReplayBuffer tape = new ReplayBuffer(at(3));
    ChunkLevels.of("##########").forEach(tape::add);
    assertEquals(at(7), tape.from());
    assertEquals(at(10), tape.end());
    assertTrue(tape.startingAt(at(6)).isEmpty());
    assertEquals(at(7), tape.startingAt(at(7)).orElseThrow().start());
  }

  @Test
  void findsTheChunkAroundASample() {
    ReplayBuffer tape = ChunkLevels.tape("###");
    assertEquals(at(1), tape.around(at(2) - 1).orElseThrow().start());
    assertTrue(tape.around(at(3)).isEmpty());
    assertEquals(2, tape.between(at(1), at(3)).size());
  }

  @Test
  void takesNoGap() {
    ReplayBuffer tape = new ReplayBuffer(at(10));
    assertThrows(IllegalArgumentException.class, () -> tape.add(ChunkLevels.of("##").get(1)));
  }
}
