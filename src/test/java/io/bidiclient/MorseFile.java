package io.bidiclient;

import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Morse code as a WAV file, in any sample form that WAVE has. */
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

  /** Writes the same on every channel and returns the text that it must be read as. */
  public static String write(Path file, String text, MorseKeyer keyer, int channels, Form form)
      throws IOException {
    MorseKeyer.Keyed keyed = keyer.key(text);
    float[][] same = new float[channels][];
    Arrays.fill(same, keyed.samples());
    write(file, keyer.rate(), form, same);
    return keyed.text().strip() + "\n";
  }

  /** Writes channels that differ; a shorter one is filled up with silence. */
  public static void write(Path file, int rate, Form form, float[]... channels) throws IOException {
    int frames = Arrays.stream(channels).mapToInt(samples -> samples.length).max().orElse(0);
    int frameBytes = channels.length * form.bytes;
    int size = frames * frameBytes;
    ByteBuffer wav = ByteBuffer.allocate(44 + size).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + size);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) form.tag).putShort((short) channels.length).putInt(rate);
    wav.putInt(rate * frameBytes).putShort((short) frameBytes);
    wav.putShort((short) (8 * form.bytes));
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size);
    for (int i = 0; i < frames; i++) {
      for (float[] samples : channels) {
        put(wav, i < samples.length ? samples[i] : 0, form);
      }
    }
    Files.write(file, wav.array());
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
