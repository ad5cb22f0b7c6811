package io.bidiclient.audio.pcm;

import io.bidiclient.audio.Encoding;

/** Turns the bytes of one stream into samples with full scale at ±1, in the stream's order. */
@FunctionalInterface
public interface SampleDecoder {
  /** Decodes so many samples from the start of one array to the start of the other. */
  void decode(byte[] from, int samples, float[] to);

  /** The decoder of an encoding that needs no memory of what came before. */
  static SampleDecoder of(Encoding encoding) {
    return (from, samples, to) -> PcmDecoder.decode(encoding, from, samples, to);
  }
}
