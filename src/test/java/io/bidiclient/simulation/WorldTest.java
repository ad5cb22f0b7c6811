package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorldTest {
  @ParameterizedTest
  @EnumSource(WorldKind.class)
  void hasItsWordsInOrderAndApart(WorldKind kind) {
    World world = WorldMaker.make(kind, Script.LATIN, 2_000, 7);
    assertEquals(2_000, world.words().size());
    long end = 0;
    for (SpokenWord word : world.words()) {
      assertTrue(word.start() > end, word.toString());
      end = word.end();
    }
    assertTrue(end < world.samples());
  }

  @Test
  void soundsAsLoudAsItsWords() {
    World world = new World(List.of(new SpokenWord("a", 1_280, 3_840, -20)), List.of(), -62, 5_120);
    assertEquals(-62, new AudioChunk(0, world.pcm(0, 1_280)).levelDbfs(), 0.5);
    assertEquals(-20, new AudioChunk(0, world.pcm(1_280, 1_280)).levelDbfs(), 0.5);
    assertEquals(-20 - 3, new AudioChunk(0, world.pcm(3_200, 1_280)).levelDbfs(), 0.5);
  }

  @Test
  void bearsItsPositionAndIsTheSameEachTime() {
    World world = WorldMaker.make(WorldKind.DRUMS, Script.LATIN, 50, 3);
    for (long at = 0; at + 1_280 <= world.samples(); at += 1_280) {
      assertEquals(at, Stamp.read(world.pcm(at, 1_280)));
    }
    assertArrayEquals(world.pcm(2_560, 640), world.pcm(2_560, 640));
  }
}
