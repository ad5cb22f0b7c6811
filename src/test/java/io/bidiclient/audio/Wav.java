package io.bidiclient.audio;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Builds WAV files, sound and odd ones, field by field. */
public final class Wav {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean big;

  /** A file that begins as RIFF/WAVE does. */
  public static Wav riff() {
    return new Wav().text("RIFF").u32(0xFFFF_FFFFL).text("WAVE");
  }

  /** A big-endian file. */
  public static Wav rifx() {
    Wav wav = new Wav();
    wav.big = true;
    return wav.text("RIFX").u32(0xFFFF_FFFFL).text("WAVE");
  }

  /** A file with 64-bit lengths. */
  public static Wav rf64(long dataLength) {
    return new Wav()
        .text("RF64")
        .u32(0xFFFF_FFFFL)
        .text("WAVE")
        .text("ds64")
        .u32(28)
        .u64(dataLength + 72)
        .u64(dataLength)
        .u64(0)
        .u32(0);
  }

  /** A Sony Wave64 file. */
  public static Wav w64() {
    return new Wav()
        .text("riff")
        .raw(0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0, 0)
        .u64(0)
        .w64Guid("wave");
  }

  public Wav w64Fmt(int tag, int channels, long rate, int bits) {
    return w64Guid("fmt ").u64(24 + 16).format(tag, channels, rate, channels * bits / 8, bits);
  }

  /** A data chunk that says so many bytes. */
  public Wav w64Data(long length, int... data) {
    return w64Guid("data").u64(24 + length).raw(data);
  }

  Wav w64Guid(String letters) {
    return text(letters).raw(0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a);
  }

  /** A file of nothing yet. */
  public static Wav bare() {
    return new Wav();
  }

  /** A whole file of linear PCM. */
  public static Wav pcm(int rate, int channels, int bits, int... data) {
    return riff().fmt(1, channels, rate, bits).data(data);
  }

  /** A plain format chunk. */
  public Wav fmt(int tag, int channels, long rate, int bits) {
    return fmt(tag, channels, rate, channels * bits / 8, bits);
  }

  public Wav fmt(int tag, int channels, long rate, int block, int bits) {
    return text("fmt ").u32(16).format(tag, channels, rate, block, bits);
  }

  /** A plain format chunk whose bytes a second need not be what its frames make. */
  public Wav fmt(int tag, int channels, long rate, long byteRate, int block, int bits) {
    return text("fmt ").u32(16).u16(tag).u16(channels).u32(rate).u32(byteRate).u16(block).u16(bits);
  }

  /** The format chunk of WAVEFORMATEXTENSIBLE. */
  public Wav extensible(int subTag, int channels, long rate, int bits, int validBits) {
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
  public Wav data(int... data) {
    return dataOfLength(data.length, data);
  }

  /** A data chunk whose header says another length than there is. */
  public Wav dataOfLength(long length, int... data) {
    return text("data").u32(length).raw(data);
  }

  public Wav text(String ascii) {
    bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  public Wav u16(int value) {
    return big ? raw(value >> 8, value & 0xff) : raw(value & 0xff, value >> 8);
  }

  public Wav u32(long value) {
    int low = (int) value & 0xffff;
    int high = (int) (value >> 16) & 0xffff;
    return big ? u16(high).u16(low) : u16(low).u16(high);
  }

  Wav u64(long value) {
    return big ? u32(value >> 32).u32(value) : u32(value).u32(value >> 32);
  }

  public Wav raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  public Wav with(Consumer<Wav> more) {
    more.accept(this);
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  public InputStream stream() {
    return new ByteArrayInputStream(bytes());
  }
}
