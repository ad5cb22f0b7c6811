package io.bidiclient.audio.wav;

import java.util.Map;

/**
 * Names of the format tags that WAV files are found with and that are not decoded here (RFC 2361,
 * mmreg.h).
 */
final class WavTags {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0x0002, "Microsoft ADPCM"),
          Map.entry(0x0010, "OKI ADPCM"),
          Map.entry(0x0011, "IMA ADPCM"),
          Map.entry(0x0031, "GSM 6.10"),
          Map.entry(0x0040, "G.721 ADPCM"),
          Map.entry(0x0045, "G.726 ADPCM"),
          Map.entry(0x0050, "MPEG Layer 1 or 2"),
          Map.entry(0x0055, "MPEG Layer 3"),
          Map.entry(0x0064, "G.726 ADPCM"),
          Map.entry(0x0065, "G.722 ADPCM"),
          Map.entry(0x0083, "G.729"),
          Map.entry(0x0092, "AC-3 over S/PDIF"),
          Map.entry(0x00FF, "AAC"),
          Map.entry(0x0160, "Windows Media Audio 1"),
          Map.entry(0x0161, "Windows Media Audio 2"),
          Map.entry(0x0162, "Windows Media Audio Professional"),
          Map.entry(0x0163, "Windows Media Audio Lossless"),
          Map.entry(0x1610, "HE-AAC"),
          Map.entry(0x2000, "AC-3"),
          Map.entry(0x2001, "DTS"),
          Map.entry(0x674F, "Ogg Vorbis"),
          Map.entry(0x6750, "Ogg Vorbis"),
          Map.entry(0x6751, "Ogg Vorbis"),
          Map.entry(0x704F, "Opus"),
          Map.entry(0xA109, "Speex"),
          Map.entry(0xF1AC, "FLAC"));

  private WavTags() {}

  /** What the tag stands for, or that nobody here knows it. */
  static String label(int tag) {
    return NAMES.getOrDefault(tag, "audio of an unknown encoding");
  }
}
