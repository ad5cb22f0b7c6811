package io.bidiclient.audio.pcm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Builds AIFF, AIFF-C and AU files, byte by byte. */
public final class BigEndian {
  private BigEndian() {}

  /** Plain AIFF of linear PCM, whose header tells its length. */
  public static byte[] aiff(int channels, int rate, int bits, int... data) {
    int frames = data.length / (channels * ((bits + 7) / 8));
    return aiff("AIFF", "", channels, frames, rate, bits, data);
  }

  /** AIFF-C of an encoding. */
  static byte[] aifc(String encoding, int channels, int frames, int rate, int bits, int... data) {
    return aiff("AIFC", encoding, channels, frames, rate, bits, data);
  }

  private static byte[] aiff(
      String form, String encoding, int channels, long frames, int rate, int bits, int... data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBytes("FORM");
      out.writeInt(38 + data.length);
      out.writeBytes(form + "COMM");
      out.writeInt(encoding.isEmpty() ? 18 : 24);
      out.writeShort(channels);
      out.writeInt((int) frames);
      out.writeShort(bits);
      // The rate as an 80-bit float: its leading bit stands at the top of the mantissa.
      int exponent = 31 - Integer.numberOfLeadingZeros(rate);
      out.writeShort(16_383 + exponent);
      out.writeLong((long) rate << (63 - exponent));
      if (!encoding.isEmpty()) {
        out.writeBytes(encoding);
        out.writeShort(0);
      }
      out.writeBytes("SSND");
      out.writeInt(8 + data.length);
      out.writeLong(0);
      for (int value : data) {
        out.writeByte(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** AU whose header tells its length. */
  public static byte[] au(int encoding, int rate, int channels, int... data) {
    return au(data.length, encoding, rate, channels, data);
  }

  /** AU of a length that its header gets wrong. */
  public static byte[] au(int length, int encoding, int rate, int channels, int... data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBytes(".snd");
      out.writeInt(32);
      out.writeInt(length);
      out.writeInt(encoding);
      out.writeInt(rate);
      out.writeInt(channels);
      out.writeLong(0);
      for (int value : data) {
        out.writeByte(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
