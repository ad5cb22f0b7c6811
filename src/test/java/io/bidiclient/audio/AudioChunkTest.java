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

  @Test
  void theLastFrameThatIsMeasuredHasWhatIsLeft() {
    byte[] pcm = new byte[2 * 1000];
    for (int sample = 320; sample < 1000; sample++) {
      pcm[2 * sample + 1] = 0x40;
    }
    AudioChunk chunk = new AudioChunk(0, pcm);
    assertEquals(3, chunk.levelFrames());
    assertEquals(120, chunk.belowFullScale(0));
    assertEquals(6, chunk.belowFullScale(1));
    assertEquals(6, chunk.belowFullScale(2));
    assertEquals(10 * Math.log10(0.25 * 680 / 1000), chunk.levelDbfs(), 1e-9);
  }

  @Test
  void lessThanAFrameIsMeasuredAsOne() {
    AudioChunk chunk = new AudioChunk(0, new byte[2]);
    assertEquals(1, chunk.levelFrames());
    assertEquals(120, chunk.belowFullScale(0));
  }
}
