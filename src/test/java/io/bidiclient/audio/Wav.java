package io.bidiclient.audio;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Builds WAV files, sound and odd ones, field by field. */
final class Wav {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A file that begins as RIFF/WAVE does. */
  static Wav riff() {
    return new Wav().text("RIFF").u32(0xFFFF_FFFFL).text("WAVE");
  }

  /** A file of nothing yet. */
  static Wav bare() {
    return new Wav();
  }

  /** A whole file of linear PCM. */
  static Wav pcm(int rate, int channels, int bits, int... data) {
    return riff().fmt(1, channels, rate, bits).data(data);
  }

  /** A plain format chunk. */
  Wav fmt(int tag, int channels, long rate, int bits) {
    return fmt(tag, channels, rate, channels * bits / 8, bits);
  }

  Wav fmt(int tag, int channels, long rate, int block, int bits) {
    return text("fmt ").u32(16).format(tag, channels, rate, block, bits);
  }

  /** The format chunk of WAVEFORMATEXTENSIBLE. */
  Wav extensible(int subTag, int channels, long rate, int bits, int validBits) {
    return text("fmt ")
        .u32(40)
        .format(0xFFFE, channels, rate, channels * bits / 8, bits)
        .u16(22)
        .u16(validBits)
        .u32(0)
        .u16(subTag)
        .raw(0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71);
  }

  private Wav format(int tag, int channels, long rate, int block, int bits) {
    return u16(tag).u16(channels).u32(rate).u32(rate * block).u16(block).u16(bits);
  }

  /** A data chunk of these bytes. */
  Wav data(int... data) {
    return dataOfLength(data.length, data);
  }

  /** A data chunk whose header says another length than there is. */
  Wav dataOfLength(long length, int... data) {
    return text("data").u32(length).raw(data);
  }

  Wav text(String ascii) {
    bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  Wav u16(int value) {
    return raw(value & 0xff, value >> 8);
  }

  Wav u32(long value) {
    return u16((int) value & 0xffff).u16((int) (value >> 16) & 0xffff);
  }

  Wav raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  Wav with(Consumer<Wav> more) {
    more.accept(this);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes());
  }
}
