package io.bidiclient.audio;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The {@code fmt } chunk of a WAV file: WAVEFORMAT, and WAVEFORMATEXTENSIBLE of Microsoft's
 * mmreg.h. Samples narrower than the bytes that hold them stand at the high end, the low bits zero,
 * so the container alone says how to read them and the count of valid bits is not needed.
 */
final class WavFormat {
  /** Bytes of the longest form. */
  static final int BYTES = 40;

  private static final int SHORTEST = 16;
  private static final int EXTENSIBLE = 0xFFFE;

  /** Bytes 2 to 15 of a sub-format that carries a plain format tag in its first two. */
  private static final long[] TAG_GUID = {0x0010_0000_0000L, 0x719B_3800_AA00_0080L};

  private final String name;
  private final int tag;
  private final int channels;
  private final long rate;
  private final int blockBytes;
  private final int bits;

  private WavFormat(String name, int tag, ByteBuffer fields) {
    this.name = name;
    this.tag = tag;
    this.channels = Short.toUnsignedInt(fields.getShort(2));
    this.rate = Integer.toUnsignedLong(fields.getInt(4));
    this.blockBytes = Short.toUnsignedInt(fields.getShort(12));
    this.bits = Short.toUnsignedInt(fields.getShort(14));
  }

  /**
   * The format that the chunk tells.
   *
   * @param fields the start of the chunk, at most {@link #BYTES}, little-endian
   * @throws AudioException when the chunk is damaged or tells a format that is not read
   */
  static PcmFormat parse(String name, ByteBuffer fields) throws AudioException {
    int size = fields.capacity();
    if (size < SHORTEST) {
      throw damaged(name, "its fmt chunk has " + size + " bytes, not " + SHORTEST);
    }
    int tag = Short.toUnsignedInt(fields.getShort(0));
    return new WavFormat(name, tag == EXTENSIBLE ? subFormat(name, fields) : tag, fields).toPcm();
  }

  private static int subFormat(String name, ByteBuffer fields) throws AudioException {
    if (fields.capacity() < BYTES) {
      throw damaged(name, "its extensible fmt chunk has no sub-format");
    }
    long low = fields.getLong(24) >>> 16;
    long high = fields.getLong(32);
    if (low != TAG_GUID[0] || high != TAG_GUID[1]) {
      throw new AudioException(
          String.format(
              Locale.ROOT,
              "%s: holds audio of the unknown sub-format %016x%016x",
              name,
              Long.reverseBytes(fields.getLong(24)),
              Long.reverseBytes(high)),
          ContentType.CONVERT);
    }
    return Short.toUnsignedInt(fields.getShort(24));
  }

  private PcmFormat toPcm() throws AudioException {
    if (rate < PcmFormat.MIN_RATE || rate > PcmFormat.MAX_RATE) {
      throw outOfRange(rate, "samples a second", PcmFormat.MIN_RATE, PcmFormat.MAX_RATE);
    }
    if (channels < 1 || channels > PcmFormat.MAX_CHANNELS) {
      throw outOfRange(channels, "channels", 1, PcmFormat.MAX_CHANNELS);
    }
    return new PcmFormat(encoding(), (int) rate, channels);
  }

  private Encoding encoding() throws AudioException {
    return switch (tag) {
      case 0x0001 -> integer();
      case 0x0003 -> real();
      case 0x0006 -> companded(Encoding.ALAW);
      case 0x0007 -> companded(Encoding.MULAW);
      default ->
          throw new AudioException(
              String.format(
                  Locale.ROOT,
                  "%s: holds %s (0x%04X), which is not read",
                  name,
                  WavTags.label(tag),
                  tag),
              ContentType.CONVERT);
    };
  }

  private Encoding integer() throws AudioException {
    int width = blockBytes / channels;
    if (bits < 1 || width * 8 < bits || blockBytes % channels != 0) {
      throw contradiction();
    }
    return switch (width) {
      case 1 -> Encoding.U8;
      case 2 -> Encoding.S16LE;
      case 3 -> Encoding.S24LE;
      case 4 -> Encoding.S32LE;
      default -> throw unread("integer");
    };
  }

  private Encoding real() throws AudioException {
    if (blockBytes != channels * (bits / 8)) {
      throw contradiction();
    }
    return switch (bits) {
      case 32 -> Encoding.F32LE;
      case 64 -> Encoding.F64LE;
      default -> throw unread("floating-point");
    };
  }

  private Encoding companded(Encoding encoding) throws AudioException {
    if (blockBytes != channels) {
      throw contradiction();
    }
    return encoding;
  }

  private AudioException unread(String kind) {
    return new AudioException(
        String.format(
            Locale.ROOT,
            "%s: holds %d-bit %s samples in blocks of %d bytes, which are not read",
            name,
            bits,
            kind,
            blockBytes),
        ContentType.CONVERT);
  }

  private AudioException contradiction() {
    return damaged(
        name,
        String.format(
            Locale.ROOT,
            "its header contradicts itself: blocks of %d bytes for %d-bit samples of %d channels",
            blockBytes,
            bits,
            channels));
  }

  private AudioException outOfRange(long value, String unit, int least, int most) {
    return damaged(
        name,
        String.format(
            Locale.ROOT,
            "its header announces %,d %s; %,d to %,d are read",
            value,
            unit,
            least,
            most));
  }

  private static AudioException damaged(String name, String why) {
    return new AudioException(name + ": " + why, "copy or export it again");
  }
}
