package io.bidiclient.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.audio.pcm.PcmEncoder;
import org.junit.jupiter.api.Test;

class AudioChunkTest {
  private static double level(float... samples) {
    byte[] pcm = new byte[2 * samples.length];
    PcmEncoder.write(samples, 0, samples.length, pcm, 0);
    return new AudioChunk(0, pcm).levelDbfs();
  }

  @Test
  void theLevelOfASineOfFullScaleIsThreeDecibelsDown() {
    assertEquals(-3.01, level(Tone.of(16000, 1000, 1600).samples()), 0.01);
  }

  @Test
  void theLevelOfASquareOfHalfScaleIsSixDecibelsDown() {
    assertEquals(-6.02, level(0.5f, -0.5f, 0.5f, -0.5f), 0.01);
  }

  @Test
  void theLevelOfSilenceIsTheFloor() {
    assertEquals(-120, level(0, 0, 0, 0));
  }

  @Test
  void knowsItsPlaceOnTheTimeLine() {
    AudioChunk chunk = new AudioChunk(1280, new byte[2560]);
    assertEquals(1280, chunk.samples());
    assertEquals(2560, chunk.end());
  }
}
