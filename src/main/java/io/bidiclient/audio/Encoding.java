package io.bidiclient.audio;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How one sample is written as bytes. Integer encodings are linear PCM unless named otherwise. */
public enum Encoding {
  /** Unsigned 8-bit, silence at 128 (WAVE's 8-bit form). */
  U8(1),
  /** Signed 8-bit (AIFF's and AU's 8-bit form). */
  S8(1),
  /** Signed 16-bit, little-endian. */
  S16LE(2),
  /** Signed 16-bit, big-endian. */
  S16BE(2),
  /** Signed 24-bit in three bytes, little-endian. */
  S24LE(3),
  /** Signed 24-bit in three bytes, big-endian. */
  S24BE(3),
  /** Signed 32-bit, little-endian. */
  S32LE(4),
  /** Signed 32-bit, big-endian. */
  S32BE(4),
  /** IEEE 754 single precision, little-endian, full scale at ±1. */
  F32LE(4),
  /** IEEE 754 single precision, big-endian, full scale at ±1. */
  F32BE(4),
  /** IEEE 754 double precision, little-endian, full scale at ±1. */
  F64LE(8),
  /** IEEE 754 double precision, big-endian, full scale at ±1. */
  F64BE(8),
  /** ITU-T G.711 µ-law. */
  MULAW(1),
  /** ITU-T G.711 A-law. */
  ALAW(1);

  private final int bytes;

  Encoding(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one sample of one channel. */
  public int bytes() {
    return bytes;
  }

  /** The name that people give it: {@code s16le}, {@code mulaw}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The encoding of that label, in upper or lower case; empty when there is none. */
  public static Optional<Encoding> named(String label) {
    return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(label)).findFirst();
  }
}
