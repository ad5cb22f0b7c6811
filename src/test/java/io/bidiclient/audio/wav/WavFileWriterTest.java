package io.bidiclient.audio.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.EmptyFile;
import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.pcm.PcmEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFileWriterTest {
  @TempDir private Path folder;

  @Test
  void theFileIsWholeAfterEveryChunk() throws Exception {
    Path file = folder.resolve("saved.wav");
    Files.write(file, new byte[100_000]);
    Random random = new Random(5);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (FileChannel channel = EmptyFile.open(file)) {
      WavFileWriter writer = new WavFileWriter(channel, false);
      assertEquals(44, Files.size(file));
      for (int i = 0; i < 20; i++) {
        byte[] pcm = new byte[2 * (1 + random.nextInt(2_000))];
        random.nextBytes(pcm);
        writer.add(new AudioChunk(all.size() / 2, pcm));
        all.writeBytes(pcm);
        byte[] written = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(written.length - 8, header.getInt(4));
        assertEquals(written.length - 44, header.getInt(40));
        assertArrayEquals(all.toByteArray(), samples(written));
      }
    }
  }

  @Test
  void killedBetweenSamplesAndLengthsItIsShortByThatChunk() throws Exception {
    Path file = folder.resolve("saved.wav");
    try (FileChannel channel = EmptyFile.open(file)) {
      WavFileWriter writer = new WavFileWriter(channel, false);
      writer.add(new AudioChunk(0, new byte[2_560]));
      byte[] before = Files.readAllBytes(file);
      writer.add(new AudioChunk(1_280, new byte[2_560]));
      byte[] killed = Files.readAllBytes(file);
      System.arraycopy(before, 0, killed, 0, 44);
      assertArrayEquals(new byte[2_560], samples(killed));
    }
  }

  @Test
  void aPipeGetsAStreamWithoutEnd() throws Exception {
    Path file = folder.resolve("pipe.wav");
    try (FileChannel channel = EmptyFile.open(file)) {
      WavFileWriter writer = new WavFileWriter(channel, true);
      writer.add(new AudioChunk(0, new byte[2_560]));
    }
    byte[] written = Files.readAllBytes(file);
    assertEquals(-1, ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).getInt(40));
    assertArrayEquals(new byte[2_560], samples(written));
  }

  /** The audio as our own reader finds it. */
  private static byte[] samples(byte[] wav) throws Exception {
    AudioSource source = WavReader.open("saved.wav", new ByteArrayInputStream(wav));
    assertEquals(new PcmFormat(Encoding.S16LE, 16_000, 1), source.format());
    float[] block = new float[100_000];
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int count = source.read(block); count >= 0; count = source.read(block)) {
      byte[] pcm = new byte[2 * count];
      PcmEncoder.write(Arrays.copyOf(block, count), 0, count, pcm, 0);
      all.writeBytes(pcm);
    }
    return all.toByteArray();
  }
}
