package io.bidiclient.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SquareSumTest {
  @Test
  void isTheSumOfEachSampleTimesItself() {
    byte[] pcm = new byte[2 * 640];
    new SplittableRandom(1).nextBytes(pcm);
    SquareSum squares = new SquareSum(pcm, 640);
    for (int from = 0; from < 640; from += 37) {
      for (int to = from; to <= 640; to += 29) {
        long sum = 0;
        for (int i = from; i < to; i++) {
          long sample = (short) ((pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8));
          sum += sample * sample;
        }
        assertEquals(sum, squares.of(from, to), "from " + from + " to " + to);
      }
    }
  }

  @Test
  void theLoudestAudioDoesNotOverflow() {
    int most = 1 << 15;
    byte[] pcm = new byte[2 * most];
    for (int i = 0; i < most; i++) {
      pcm[2 * i + 1] = (byte) 0x80;
    }
    assertEquals((long) most << 30, new SquareSum(pcm, most).of(0, most));
    assertThrows(IllegalArgumentException.class, () -> new SquareSum(pcm, most + 2));
  }
}
