package io.bidiclient.audio.pcm;

/**
 * Rounds samples to signed 16-bit little-endian bytes: to the nearest step, halves upwards, beyond
 * full scale to the last step. What was decoded from 16 bits comes back to the bit; no dither.
 */
public final class PcmEncoder {
  private PcmEncoder() {}

  /** Writes so many samples, from an index of one array to a byte index of the other. */
  public static void write(float[] samples, int from, int count, byte[] bytes, int at) {
    for (int i = 0; i < count; i++) {
      int step = step(samples[from + i]);
      bytes[at + 2 * i] = (byte) step;
      bytes[at + 2 * i + 1] = (byte) (step >> 8);
    }
  }

  /**
   * Exact in double, and faster than Math.round; min and max take the compiler long in a loop. Of
   * what is positive, a cast is the floor. What is no number is silence.
   */
  private static int step(float sample) {
    double above = sample * 32768.0 + 32768.5;
    if (above >= 65535) {
      return Short.MAX_VALUE;
    }
    if (above >= 1) {
      return (int) above - 32768;
    }
    return above < 1 ? Short.MIN_VALUE : 0;
  }
}
