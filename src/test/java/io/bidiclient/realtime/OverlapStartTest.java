package io.bidiclient.realtime;

import static io.bidiclient.realtime.ChunkLevels.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OverlapStartTest {
  /** Ten chunks of a word and four of a pause, 8 s in all. */
  private static final String SPEECH = "##########....".repeat(10);

  @Test
  void leavesFourSecondsOfSoundAndBeginsInAPause() {
    ReplayBuffer buffer = ChunkLevels.buffer(SPEECH);
    long start = OverlapStart.before(at(140), buffer, 0);
    long sound = buffer.between(start, at(140)).stream().filter(ReplayBuffer.Entry::sound).count();
    assertTrue(sound >= 50 && sound <= 60, sound + "");
    assertEquals(0, (start / 1_280 - 12) % 14, "the third chunk of a pause");
  }

  @Test
  void goesBackSixteenSecondsOverSilence() {
    ReplayBuffer buffer = ChunkLevels.buffer(".".repeat(400));
    long start = OverlapStart.before(at(400), buffer, 0);
    assertTrue(start <= at(200) && start >= at(145), start + "");
  }

  @Test
  void neverGoesBeforeTheFloor() {
    ReplayBuffer buffer = ChunkLevels.buffer(SPEECH);
    assertEquals(at(7), OverlapStart.before(at(20), buffer, at(7)));
    buffer.forgetBefore(at(9));
    assertEquals(at(9), OverlapStart.before(at(20), buffer, at(7)));
  }

  @Test
  void beginsAtAnyPlaceWhereThereIsNoPause() {
    ReplayBuffer buffer = ChunkLevels.buffer("#".repeat(200));
    long start = OverlapStart.before(at(200), buffer, 0);
    assertTrue(start >= at(95) && start <= at(150), start + "");
  }
}
