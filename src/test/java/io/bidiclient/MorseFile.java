package io.bidiclient;

import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Morse code as a WAV file, the same on every channel, in any sample form that WAVE has. */
public final class MorseFile {
  /** How a sample is written. */
  public enum Form {
    /** Unsigned 8-bit. */
    U8(1, 1),
    /** Signed 16-bit. */
    S16(1, 2),
    /** Signed 24-bit. */
    S24(1, 3),
    /** Signed 32-bit. */
    S32(1, 4),
    /** Single precision. */
    F32(3, 4),
    /** Double precision. */
    F64(3, 8);

    private final int tag;
    private final int bytes;

    Form(int tag, int bytes) {
      this.tag = tag;
      this.bytes = bytes;
    }
  }

  private MorseFile() {}

  /** Writes the file and returns the text that it must be read as. */
  public static String write(Path file, String text, MorseKeyer keyer, int channels, Form form)
      throws IOException {
    return write(file, keyer.key(text), keyer.rate(), channels, form);
  }

  /** Writes what was keyed at the rate and returns the text that it must be read as. */
  public static String write(Path file, MorseKeyer.Keyed keyed, int rate, int channels, Form form)
      throws IOException {
    float[] samples = keyed.samples();
    int size = samples.length * channels * form.bytes;
    ByteBuffer wav = ByteBuffer.allocate(44 + size).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + size);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) form.tag).putShort((short) channels).putInt(rate);
    wav.putInt(rate * channels * form.bytes).putShort((short) (channels * form.bytes));
    wav.putShort((short) (8 * form.bytes));
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size);
    for (float sample : samples) {
      for (int channel = 0; channel < channels; channel++) {
        put(wav, sample, form);
      }
    }
    Files.write(file, wav.array());
    return keyed.text().strip() + "\n";
  }

  private static void put(ByteBuffer wav, float sample, Form form) {
    switch (form) {
      case U8 -> wav.put((byte) Math.round(128 + 127 * sample));
      case S16 -> wav.putShort((short) Math.round(32_767 * sample));
      case S24 -> {
        int value = Math.round(8_388_607 * sample);
        wav.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
      }
      case S32 -> wav.putInt((int) Math.round(2_147_483_647.0 * sample));
      case F32 -> wav.putFloat(sample);
      case F64 -> wav.putDouble(sample);
    }
  }
}
