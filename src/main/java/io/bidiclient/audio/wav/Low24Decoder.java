package io.bidiclient.audio.wav;

import io.bidiclient.audio.pcm.SampleDecoder;

/**
 * Samples of 24 bits in four bytes, little-endian, of a WAV file whose plain header does not say at
 * which end they stand. The specification's place is the high end; arecord's {@code S24_LE} puts
 * them at the low one, sign-extended, where they would be 48 dB too quiet.
 *
 * <p>The first sample that only one of the two could have written decides for the whole stream; the
 * few before it, which are near silence at either end, are taken as the specification says. Owned
 * by the thread that reads.
 */
final class Low24Decoder implements SampleDecoder {
  private enum End {
    UNKNOWN,
    HIGH,
    LOW
  }

  private End end = End.UNKNOWN;

  @Override
  public void decode(byte[] from, int samples, float[] to) {
    for (int i = 0; i < samples; i++) {
      int low = from[4 * i] & 0xff;
      int middle = (from[4 * i + 2] << 16) | ((from[4 * i + 1] & 0xff) << 8);
      int top = from[4 * i + 3];
      if (end == End.UNKNOWN) {
        end = low != 0 ? End.LOW : top != middle >> 23 ? End.HIGH : End.UNKNOWN;
      }
      to[i] =
          end == End.LOW
              ? (middle | low) / 8388608f
              : ((top << 16) | ((middle >> 8) & 0xffff)) / 8388608f;
    }
  }
}
