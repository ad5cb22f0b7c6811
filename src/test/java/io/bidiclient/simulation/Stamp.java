package io.bidiclient.simulation;

/**
 * A position on the time line, written into the lowest bits of the first samples of a chunk: a
 * server knows from it what it was sent, whatever it was told. It is 90 dB below full scale.
 */
final class Stamp {
  /** Samples that it takes, one bit each. */
  static final int SAMPLES = 36;

  private Stamp() {}

  /** Writes a position into PCM16, little-endian. */
  static void write(long position, byte[] pcm) {
    for (int bit = 0; bit < SAMPLES; bit++) {
      pcm[2 * bit] = (byte) ((pcm[2 * bit] & ~1) | (int) ((position >> bit) & 1));
    }
  }

  /** Reads the position that was written into the audio. */
  static long read(byte[] pcm) {
    long position = 0;
    for (int bit = 0; bit < SAMPLES; bit++) {
      position |= (long) (pcm[2 * bit] & 1) << bit;
    }
    return position;
  }
}
