package io.bidiclient.audio.pcm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.audio.Encoding;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PcmEncoderTest {
  private static short step(double sample) {
    byte[] bytes = new byte[2];
    PcmEncoder.write(new float[] {(float) sample}, 0, 1, bytes, 0);
    return (short) ((bytes[1] << 8) | (bytes[0] & 0xff));
  }

  @Test
  void everySixteenBitSampleComesBackToTheBit() {
    byte[] all = new byte[2 << 16];
    for (int i = 0; i < 1 << 16; i++) {
      all[2 * i] = (byte) i;
      all[2 * i + 1] = (byte) (i >> 8);
    }
    float[] samples = new float[1 << 16];
    PcmDecoder.decode(Encoding.S16LE, all, 1 << 16, samples);
    byte[] back = new byte[2 << 16];
    PcmEncoder.write(samples, 0, 1 << 16, back, 0);
    assertArrayEquals(all, back);
  }

  @Test
  void roundsToTheNearestStep() {
    assertEquals(0, step(0.49 / 32768));
    assertEquals(1, step(0.51 / 32768));
    assertEquals(-1, step(-0.51 / 32768));
    assertEquals(-3, step(-3.4 / 32768));
  }

  @Test
  void everyFloatIsRoundedAsByTheFloor() {
    Random bits = new Random(1);
    for (int i = 0; i < 300_000; i++) {
      // Every second one near a half of a step, where rounding turns.
      float sample =
          i % 2 == 0
              ? Float.intBitsToFloat(bits.nextInt())
              : Math.nextAfter((bits.nextInt(1 << 17) - (1 << 16)) / 65536f, bits.nextGaussian());
      double floor = Math.floor(sample * 32768.0 + 0.5);
      int wanted = Double.isNaN(floor) ? 0 : (int) Math.min(32767, Math.max(-32768, floor));
      assertEquals(wanted, step(sample), () -> "of " + sample);
    }
  }

  @Test
  void whatIsBeyondFullScaleStaysAtIt() {
    assertEquals(32767, step(1));
    assertEquals(32767, step(32767.6 / 32768));
    assertEquals(-32768, step(-1));
    assertEquals(32767, step(1e30));
    assertEquals(-32768, step(-1e30));
    assertEquals(32767, step(Float.POSITIVE_INFINITY));
  }
}
