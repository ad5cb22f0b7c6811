package io.bidiclient.audio.wav;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Wav;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.audio.pcm.BigEndian;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever bytes are given as a WAV, there is audio or an error of its own, in bounded memory. */
class WavReaderFuzzTest {
  @Property(tries = 5_000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) throws IOException {
    read(bytes);
  }

  @Property(tries = 5_000)
  void anyChunkAfterTheRiffHeaderIsReadOrRefused(
      @ForAll @Size(max = 200) byte[] bytes, @ForAll boolean format) throws IOException {
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    wav.writeBytes("RIFF\u0000\u0000\u0000\u0000WAVE".getBytes(StandardCharsets.ISO_8859_1));
    wav.writeBytes((format ? "fmt " : "junk").getBytes(StandardCharsets.ISO_8859_1));
    wav.writeBytes(bytes);
    read(wav.toByteArray());
  }

  @Property(tries = 5_000)
  void aDamagedHeaderIsReadOrRefused(@ForAll @IntRange(max = 43) int at, @ForAll byte value)
      throws IOException {
    byte[] wav = Wav.pcm(48_000, 2, 16, new int[400]).bytes();
    wav[at] = value;
    read(wav);
  }

  @Property(tries = 5_000)
  void aDamagedWideHeaderIsReadOrRefused(
      @ForAll @IntRange(max = 79) int at, @ForAll byte value, @ForAll boolean big)
      throws IOException {
    byte[] wav =
        big
            ? Wav.rifx().fmt(1, 2, 48_000, 16).data(new int[400]).bytes()
            : Wav.rf64(400).fmt(1, 2, 48_000, 16).dataOfLength(0xFFFF_FFFFL, new int[400]).bytes();
    wav[at] = value;
    read(wav);
  }

  @Property(tries = 5_000)
  void aDamagedWave64IsReadOrRefused(@ForAll @IntRange(max = 103) int at, @ForAll byte value)
      throws IOException {
    byte[] wav = Wav.w64().w64Fmt(1, 2, 48_000, 16).w64Data(400, new int[400]).bytes();
    wav[at] = value;
    read(wav);
  }

  @Property(tries = 5_000)
  void aDamagedAiffOrAuIsReadOrRefused(
      @ForAll @IntRange(max = 53) int at, @ForAll byte value, @ForAll boolean aiff)
      throws IOException {
    byte[] file =
        aiff
            ? BigEndian.aiff(2, 48_000, 16, new int[400])
            : BigEndian.au(3, 48_000, 2, new int[400]);
    file[at] = value;
    read(file);
  }

  @Property(tries = 2_000)
  void anyAiffOrAuIsReadOrRefused(@ForAll @Size(max = 200) byte[] bytes, @ForAll boolean aiff)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes((aiff ? "FORM\0\0\0\0AIFC" : ".snd").getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(bytes);
    read(file.toByteArray());
  }

  /** Reads all there is; never more frames than a byte could hold each. */
  private static void read(byte[] bytes) throws IOException {
    float[] block = new float[4_096];
    try (AudioSource source = AudioFiles.open("fuzz.wav", new ByteArrayInputStream(bytes), "")) {
      long frames = 0;
      for (int read = source.read(block); read >= 0; read = source.read(block)) {
        frames += read;
        assertTrue(frames <= bytes.length, frames + " frames of " + bytes.length + " bytes");
      }
    } catch (AudioException e) {
      assertTrue(e.getMessage().contains("fuzz.wav"), e.getMessage());
    }
  }
}
