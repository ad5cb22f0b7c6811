package io.bidiclient.audio.pcm;

import io.bidiclient.audio.Encoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns samples as bytes into floats with full scale at ±1: an integer of n bits is divided by
 * 2^(n−1), so that 8, 16 and 24 bits are exact and 32 bits are rounded to a float's 24.
 */
public final class PcmDecoder {
  private static final float[] MULAW = new float[256];
  private static final float[] ALAW = new float[256];

  static {
    for (int code = 0; code < 256; code++) {
      MULAW[code] = mulaw(code) * 0x1p-15f;
      ALAW[code] = alaw(code) * 0x1p-15f;
    }
  }

  private PcmDecoder() {}

  /** Decodes so many samples from the start of one array to the start of the other. */
  public static void decode(Encoding encoding, byte[] from, int samples, float[] to) {
    switch (encoding) {
      case U8 -> {
        for (int i = 0; i < samples; i++) {
          to[i] = ((from[i] & 0xff) - 128) * 0x1p-7f;
        }
      }
      case S8 -> {
        for (int i = 0; i < samples; i++) {
          to[i] = from[i] * 0x1p-7f;
        }
      }
      case S16LE -> {
        for (int i = 0; i < samples; i++) {
          to[i] = ((from[2 * i + 1] << 8) | (from[2 * i] & 0xff)) * 0x1p-15f;
        }
      }
      case S16BE -> {
        for (int i = 0; i < samples; i++) {
          to[i] = ((from[2 * i] << 8) | (from[2 * i + 1] & 0xff)) * 0x1p-15f;
        }
      }
      case S24LE -> {
        for (int i = 0; i < samples; i++) {
          int high = from[3 * i + 2] << 16;
          to[i] = (high | ((from[3 * i + 1] & 0xff) << 8) | (from[3 * i] & 0xff)) * 0x1p-23f;
        }
      }
      case S24BE -> {
        for (int i = 0; i < samples; i++) {
          int high = from[3 * i] << 16;
          to[i] = (high | ((from[3 * i + 1] & 0xff) << 8) | (from[3 * i + 2] & 0xff)) * 0x1p-23f;
        }
      }
      case S32LE -> integers(wrap(from, ByteOrder.LITTLE_ENDIAN), samples, to);
      case S32BE -> integers(wrap(from, ByteOrder.BIG_ENDIAN), samples, to);
      case F32LE -> wrap(from, ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(to, 0, samples);
      case F32BE -> wrap(from, ByteOrder.BIG_ENDIAN).asFloatBuffer().get(to, 0, samples);
      case F64LE -> doubles(wrap(from, ByteOrder.LITTLE_ENDIAN), samples, to);
      case F64BE -> doubles(wrap(from, ByteOrder.BIG_ENDIAN), samples, to);
      case MULAW -> look(MULAW, from, samples, to);
      case ALAW -> look(ALAW, from, samples, to);
    }
  }

  private static ByteBuffer wrap(byte[] bytes, ByteOrder order) {
    return ByteBuffer.wrap(bytes).order(order);
  }

  private static void integers(ByteBuffer bytes, int samples, float[] to) {
    for (int i = 0; i < samples; i++) {
      to[i] = bytes.getInt(4 * i) * 0x1p-31f;
    }
  }

  private static void doubles(ByteBuffer bytes, int samples, float[] to) {
    for (int i = 0; i < samples; i++) {
      to[i] = (float) bytes.getDouble(8 * i);
    }
  }

  private static void look(float[] table, byte[] from, int samples, float[] to) {
    for (int i = 0; i < samples; i++) {
      to[i] = table[from[i] & 0xff];
    }
  }

  /** ITU-T G.711 table 2, in 16-bit units: sign, three bits of segment, four of step, inverted. */
  private static int mulaw(int code) {
    int bits = ~code & 0xff;
    int segment = (bits >> 4) & 7;
    int magnitude = ((2 * (bits & 15) + 33) << (segment + 2)) - 132;
    return (bits & 0x80) == 0 ? magnitude : -magnitude;
  }

  /** ITU-T G.711 table 1, in 16-bit units; every second bit is inverted and the sign bit is 1. */
  private static int alaw(int code) {
    int bits = code ^ 0x55;
    int segment = (bits >> 4) & 7;
    int step = 2 * (bits & 15) + 1;
    int magnitude = segment == 0 ? step << 3 : (step + 32) << (segment + 2);
    return (bits & 0x80) != 0 ? magnitude : -magnitude;
  }
}
