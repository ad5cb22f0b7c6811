package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of audio that cannot be read: one line, a hint, exit 3, and no trace of ours. */
class BadInputIT {
  @TempDir private Path folder;

  private Path good;

  @BeforeEach
  void makeAGoodFile() throws IOException {
    good = folder.resolve("good.wav");
    MorseFile.write(good, "CUT SHORT", MorseKeyer.usual(), 1, MorseFile.Form.S16);
  }

  @Test
  void aMissingFile() throws Exception {
    refuses(folder.resolve("none.wav"), "no such file");
  }

  @Test
  void aDirectory() throws Exception {
    refuses(Files.createDirectory(folder.resolve("none")), "directory");
  }

  @Test
  void anEmptyFile() throws Exception {
    refuses(Files.createFile(folder.resolve("empty.wav")), "empty");
  }

  @Test
  void aWavWithoutSamples() throws Exception {
    byte[] header = Arrays.copyOf(Files.readAllBytes(good), 44);
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 36).putInt(40, 0);
    refuses(write("silent.wav", header), "no audio");
  }

  @Test
  void textRenamed() throws Exception {
    refuses(write("text.wav", "Dear Sir or Madam".getBytes(StandardCharsets.UTF_8)), "text");
  }

  @Test
  void anMp3Renamed() throws Exception {
    byte[] mp3 = new byte[4096];
    System.arraycopy("ID3\u0004".getBytes(StandardCharsets.ISO_8859_1), 0, mp3, 0, 4);
    JarProcess.Finished run = refusesWithoutFfmpeg(write("song.wav", mp3), "MP3");
    assertTrue(run.err().contains("ffmpeg -i"), run.err());
  }

  @Test
  void aTruncatedHeader() throws Exception {
    refuses(write("header.wav", Arrays.copyOf(Files.readAllBytes(good), 30)), "header.wav");
  }

  @Test
  void aRateOfZero() throws Exception {
    refuses(patched("rate0.wav", 24, 0), "0 samples a second");
  }

  @Test
  void aRateOfThreeGigahertz() throws Exception {
    refuses(patched("rate3g.wav", 24, (int) 3_000_000_000L), "3,000,000,000 samples a second");
  }

  @Test
  void noChannels() throws Exception {
    refuses(patched("mono0.wav", 20, 1), "0 channels");
  }

  @Test
  void anUnknownEncoding() throws Exception {
    refusesWithoutFfmpeg(patched("codec.wav", 20, 0x0001_0055), "0x0055");
  }

  @Test
  void aFileShorterThanItSaysIsTranscribedAndNotCalledWhole() throws Exception {
    byte[] wav = Files.readAllBytes(good);
    MorseKeyer.Word first = MorseKeyer.usual().key("CUT SHORT").words().get(0);
    byte[] cut = Arrays.copyOf(wav, 44 + 2 * (int) (first.end() + 4_800));
    JarProcess.Finished run =
        JarProcess.of(write("cut.wav", cut).toString(), "--local=morse", "--pace", "max").run();
    assertEquals("CUT\n", run.out());
    assertEquals(3, run.code(), run.err());
    assertTrue(run.firstComplaint().contains("cut.wav"), run.err());
  }

  @Test
  void aPipeThatEndsWithinASampleIsTranscribedAndNotCalledWhole() throws Exception {
    byte[] pcm = MorseKeyer.usual().key("ODD").pcm16();
    JarProcess.Finished run =
        JarProcess.of("-", "-f", "s16le", "--local=morse").run(Arrays.copyOf(pcm, pcm.length - 1));
    assertEquals("ODD\n", run.out());
    assertEquals(3, run.code(), run.err());
  }

  @Test
  void aPipeThatIsClosedAtOnce() throws Exception {
    JarProcess.Finished run = JarProcess.of("-", "--local=morse").run();
    assertEquals(3, run.code(), run.err());
    assertTrue(run.firstComplaint().contains("standard input"), run.err());
  }

  private JarProcess.Finished refuses(Path file, String why) throws Exception {
    return refuses(file, why, InProcess.of(file.toString(), "--local=morse").run());
  }

  private JarProcess.Finished refusesWithoutFfmpeg(Path file, String why) throws Exception {
    JarProcess jar = JarProcess.of(file.toString(), "--local=morse");
    return refuses(file, why, jar.env(Map.of("PATH", folder.toString())).run());
  }

  private static JarProcess.Finished refuses(Path file, String why, JarProcess.Finished run) {
    assertAll(
        () -> assertEquals(3, run.code(), run.err()),
        () -> assertEquals("", run.out()),
        () -> assertTrue(run.firstComplaint().startsWith("bidi-client: "), run.err()),
        () -> assertTrue(run.firstComplaint().contains(file.toString()), run.err()),
        () -> assertTrue(run.firstComplaint().contains(why), run.err()),
        () -> assertTrue(run.err().contains("\n  hint: "), run.err()),
        () -> assertFalse(run.err().contains("\tat "), run.err()));
    return run;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** The good file with 32 bits of its header changed. */
  private Path patched(String name, int at, int value) throws IOException {
    byte[] wav = Files.readAllBytes(good);
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return write(name, wav);
  }
}
