package io.bidiclient.audio;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a stream looks like by its first twelve bytes, whatever its name says. */
public enum ContainerType {
  WAV("is WAV"),
  RIFX("is RIFX (big-endian WAV)"),
  RF64("is RF64 (64-bit WAV)"),
  BW64("is BW64 (64-bit WAV)"),
  W64("is Sony Wave64"),
  RIFF("is a RIFF file of another kind, not WAV"),
  AVI("is an AVI video"),
  AIFF("is AIFF"),
  AU("is AU"),
  CAF("is Core Audio Format"),
  SPHERE("is NIST SPHERE"),
  VOC("is Creative Voice"),
  MP3("is MP3"),
  AAC("is AAC"),
  FLAC("is FLAC"),
  WAVPACK("is WavPack"),
  MONKEYS("is Monkey's Audio"),
  OGG("is Ogg (Vorbis or Opus)"),
  MP4("is MP4 (M4A)"),
  MATROSKA("is Matroska or WebM"),
  ASF("is Windows Media"),
  AMR("is AMR"),
  ARCHIVE("is a compressed archive, not audio"),
  TEXT("is text, not audio"),
  REWRITTEN("is WAV whose bytes were rewritten as text"),
  UNKNOWN("is of an unknown kind");

  /** What they are when they hold WAVE. */
  private static final Map<String, ContainerType> RIFF_MAGIC =
      Map.of("RIFF", WAV, "RIFX", RIFX, "RF64", RF64, "BW64", BW64);

  private static final Map<String, ContainerType> MAGIC =
      Map.ofEntries(
          Map.entry("riff.\u0091\u00cf\u0011", W64),
          Map.entry("FORM", AIFF),
          Map.entry(".snd", AU),
          Map.entry("caff", CAF),
          Map.entry("NIST_1A", SPHERE),
          Map.entry("Creative Voi", VOC),
          Map.entry("wvpk", WAVPACK),
          Map.entry("MAC ", MONKEYS),
          Map.entry("ID3", MP3),
          Map.entry("fLaC", FLAC),
          Map.entry("OggS", OGG),
          Map.entry("\u001aE\u00df\u00a3", MATROSKA),
          Map.entry("0&\u00b2u", ASF),
          Map.entry("#!AMR", AMR),
          Map.entry("\u00ef\u00bb\u00bfRIFF", REWRITTEN),
          Map.entry("\u00ff\u00feR\0I\0F\0F\0", REWRITTEN),
          Map.entry("PK\u0003\u0004", ARCHIVE),
          Map.entry("\u001f\u008b", ARCHIVE));

  private final String description;

  ContainerType(String description) {
    this.description = description;
  }

  /** What it is, as the end of a sentence that begins with the name of the input. */
  public String description() {
    return description;
  }

  /** Whether it begins with a RIFF header of twelve bytes. */
  public boolean isRiff() {
    return switch (this) {
      case WAV, RIFX, RF64, BW64, RIFF -> true;
      default -> false;
    };
  }

  /** The type of a stream that begins with these bytes, up to twelve of them. */
  public static ContainerType of(byte[] head) {
    String first = new String(head, StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, ContainerType> magic : RIFF_MAGIC.entrySet()) {
      if (first.startsWith(magic.getKey())) {
        return first.startsWith("WAVE", 8)
            ? magic.getValue()
            : first.startsWith("AVI ", 8) ? AVI : RIFF;
      }
    }
    if (first.startsWith("ftyp", 4)) {
      return MP4;
    }
    for (Map.Entry<String, ContainerType> magic : MAGIC.entrySet()) {
      if (first.startsWith(magic.getKey())) {
        return magic.getValue();
      }
    }
    if (first.startsWith("\u00ff\u00fe") || first.startsWith("\u00fe\u00ff")) {
      return TEXT;
    }
    if (head.length >= 3 && head[0] == (byte) 0xFF && (head[1] & 0xE0) == 0xE0) {
      return mpeg(head[1], head[2]);
    }
    return isText(head) ? TEXT : UNKNOWN;
  }

  /** An MPEG audio frame header (ISO/IEC 11172-3) or an ADTS one (ISO/IEC 13818-7). */
  private static ContainerType mpeg(byte second, byte third) {
    boolean layerless = (second & 0x06) == 0;
    if (layerless) {
      return (second & 0xF0) == 0xF0 ? AAC : UNKNOWN;
    }
    boolean possible = (second & 0x18) != 0x08 && (third & 0xF0) != 0xF0 && (third & 0x0C) != 0x0C;
    return possible ? MP3 : UNKNOWN;
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if ((b >= 0 && b < 0x20 && b != 0x0A && b != 0x0D && b != 0x09) || b == 0x7F) {
        return false;
      }
    }
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    // Not the end of the input: a letter may be cut by the twelfth byte.
    return !utf8.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), false).isError();
  }
}
