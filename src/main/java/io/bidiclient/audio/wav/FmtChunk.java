package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ContainerType;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.UnsupportedAudioException;
import io.bidiclient.audio.pcm.FrameReader;
import io.bidiclient.audio.pcm.SampleDecoder;
import io.bidiclient.problem.Warning;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The {@code fmt } chunk of a WAV file: WAVEFORMAT, and WAVEFORMATEXTENSIBLE of Microsoft's
 * mmreg.h. Samples narrower than the bytes that hold them stand at the high end, the low bits zero,
 * so the container alone says how to read them and the count of valid bits is not needed; {@link
 * Low24Decoder} is for the one writer that does otherwise.
 */
final class FmtChunk {
  /** Bytes of the longest form. */
  static final int BYTES = 40;

  private static final int SHORTEST = 16;
  private static final int EXTENSIBLE = 0xFFFE;

  /** What follows the two bytes of a plain format tag where they are a sub-format. */
  private static final String TAG_GUID = "000000001000800000aa00389b71";

  /** The same behind a tag whose four bytes are in the other order. */
  private static final String BIG_TAG_GUID = "00000010800000aa00389b71";

  private final String name;
  private final int tag;
  private final int channels;
  private final long rate;
  private final int announcedBytes;
  private final int blockBytes;
  private final int bits;
  private final boolean plain;
  private final boolean little;

  private FmtChunk(String name, int tag, ByteBuffer fields) {
    this.name = name;
    this.tag = tag;
    this.channels = Short.toUnsignedInt(fields.getShort(2));
    this.rate = Integer.toUnsignedLong(fields.getInt(4));
    this.announcedBytes = Short.toUnsignedInt(fields.getShort(12));
    this.bits = Short.toUnsignedInt(fields.getShort(14));
    this.blockBytes = blockBytes(Integer.toUnsignedLong(fields.getInt(8)));
    this.plain = Short.toUnsignedInt(fields.getShort(0)) != EXTENSIBLE;
    this.little = fields.order() == ByteOrder.LITTLE_ENDIAN;
  }

  /**
   * The format that the chunk tells, of audio that goes on to the end.
   *
   * @param fields the start of the chunk, at most {@link #BYTES}, in the order of the file
   * @throws AudioException when the chunk is damaged
   * @throws UnsupportedAudioException when it tells a format that is not decoded here
   */
  static WavHeader parse(String name, ByteBuffer fields)
      throws AudioException, UnsupportedAudioException {
    int size = fields.capacity();
    if (size < SHORTEST) {
      throw damaged(name, "its fmt chunk has " + size + " bytes, not " + SHORTEST);
    }
    int tag = Short.toUnsignedInt(fields.getShort(0));
    return new FmtChunk(name, tag == EXTENSIBLE ? subFormat(name, fields) : tag, fields).header();
  }

  /**
   * The tag in a sub-format's GUID, whose numbers some writers of RIFX leave in the other order.
   */
  private static int subFormat(String name, ByteBuffer fields)
      throws AudioException, UnsupportedAudioException {
    if (fields.capacity() < BYTES) {
      throw damaged(name, "its extensible fmt chunk has no sub-format");
    }
    byte[] guid = new byte[16];
    fields.get(24, guid);
    String hex = HexFormat.of().formatHex(guid);
    if (hex.endsWith(TAG_GUID)) {
      return Short.toUnsignedInt(fields.getShort(24));
    }
    boolean big = fields.order() == ByteOrder.BIG_ENDIAN;
    if (big && hex.startsWith("0000") && hex.endsWith(BIG_TAG_GUID)) {
      return Short.toUnsignedInt(fields.getShort(26));
    }
    throw new UnsupportedAudioException(
        ContainerType.WAV, "holds audio of the unknown sub-format " + hex);
  }

  /**
   * Bytes of a frame. Some writers leave the field wrong or empty; where the bytes a second agree
   * with bits and channels against it, or where it is zero, bits and channels are believed.
   */
  private int blockBytes(long bytesPerSecond) {
    int computed = channels * ((bits + 7) / 8);
    boolean outvoted = computed > 0 && bytesPerSecond == rate * computed;
    return outvoted || announcedBytes == 0 ? computed : announcedBytes;
  }

  private WavHeader header() throws AudioException, UnsupportedAudioException {
    if (rate < PcmFormat.MIN_RATE || rate > PcmFormat.MAX_RATE) {
      throw outOfRange(rate, "samples a second", PcmFormat.MIN_RATE, PcmFormat.MAX_RATE);
    }
    if (channels < 1 || channels > PcmFormat.MAX_CHANNELS) {
      throw outOfRange(channels, "channels", 1, PcmFormat.MAX_CHANNELS);
    }
    Encoding encoding = encoding();
    boolean loose = plain && encoding == Encoding.S32LE && bits == 24;
    return new WavHeader(
        new PcmFormat(encoding, (int) rate, channels),
        FrameReader.TO_THE_END,
        loose ? new Low24Decoder() : SampleDecoder.of(encoding),
        blockBytes == announcedBytes ? List.of() : List.of(corrected()));
  }

  private Warning corrected() {
    return new Warning(
        "odd_header",
        String.format(
            Locale.ROOT,
            "%s: its header announces frames of %d bytes, and %d-bit samples of %d channel%s, which"
                + " take %d: it is read as the latter",
            name,
            announcedBytes,
            bits,
            channels,
            channels == 1 ? "" : "s",
            blockBytes));
  }

  private Encoding encoding() throws AudioException, UnsupportedAudioException {
    return switch (tag) {
      case 0x0001 -> integer();
      case 0x0003 -> real();
      case 0x0006 -> companded(Encoding.ALAW);
      case 0x0007 -> companded(Encoding.MULAW);
      default -> {
        String what = String.format(Locale.ROOT, "holds %s (0x%04X)", WavTags.label(tag), tag);
        throw new UnsupportedAudioException(ContainerType.WAV, what);
      }
    };
  }

  private Encoding integer() throws AudioException, UnsupportedAudioException {
    int width = blockBytes / channels;
    if (bits < 1 || width * 8 < bits || blockBytes % channels != 0) {
      throw contradiction();
    }
    return switch (width) {
      case 1 -> Encoding.U8;
      case 2 -> little ? Encoding.S16LE : Encoding.S16BE;
      case 3 -> little ? Encoding.S24LE : Encoding.S24BE;
      case 4 -> little ? Encoding.S32LE : Encoding.S32BE;
      default -> throw unread("integer");
    };
  }

  private Encoding real() throws AudioException, UnsupportedAudioException {
    if (blockBytes != channels * (bits / 8)) {
      throw contradiction();
    }
    return switch (bits) {
      case 32 -> little ? Encoding.F32LE : Encoding.F32BE;
      case 64 -> little ? Encoding.F64LE : Encoding.F64BE;
      default -> throw unread("floating-point");
    };
  }

  private Encoding companded(Encoding encoding) throws AudioException {
    if (blockBytes != channels) {
      throw contradiction();
    }
    return encoding;
  }

  private UnsupportedAudioException unread(String kind) {
    return new UnsupportedAudioException(
        ContainerType.WAV,
        String.format(
            Locale.ROOT, "holds %d-bit %s samples in blocks of %d bytes", bits, kind, blockBytes));
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
