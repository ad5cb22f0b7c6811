package io.bidiclient.audio;

/**
 * Rounds samples to signed 16-bit little-endian bytes: to the nearest step, halves upwards, beyond
 * full scale to the last step. What was decoded from 16 bits comes back to the bit; no dither.
 */
final class Pcm16 {
  private Pcm16() {}

  /** Writes so many samples, from an index of one array to a byte index of the other. */
  static void write(float[] samples, int from, int count, byte[] bytes, int at) {
    for (int i = 0; i < count; i++) {
      // Faster than Math.round, and as exact in double.
      int step = (int) Math.floor(samples[from + i] * 32768.0 + 0.5);
      int kept = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, step));
      bytes[at + 2 * i] = (byte) kept;
      bytes[at + 2 * i + 1] = (byte) (kept >> 8);
    }
  }
}
