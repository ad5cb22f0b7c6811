package io.bidiclient.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A program that brings a WAV file to 16 kHz mono PCM16, on our way or on the JDK's: what
 * scripts/bench times and scripts/spectrum looks at.
 */
final class Conversion {
  private static final int HEADER = 44;

  private Conversion() {}

  /** Takes {@code ours} or {@code javax}, the file to read and the file to write. */
  public static void main(String[] args)
      throws IOException, AudioException, UnsupportedAudioFileException {
    Path from = Path.of(args[1]);
    try (FileChannel out =
        FileChannel.open(
            Path.of(args[2]),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.position(HEADER);
      switch (args[0]) {
        case "ours" -> ours(from, out);
        case "javax" -> javax(from, out);
        default -> throw new IllegalArgumentException("ours or javax, not " + args[0]);
      }
      write(header(out.position() - HEADER), out.position(0));
    }
  }

  private static void ours(Path from, FileChannel out) throws IOException, AudioException {
    try (ChunkSource chunks = new AudioPipeline(from.toString(), AudioFiles.open(from), 80)) {
      for (Optional<AudioChunk> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
        write(chunk.get().pcm(), out);
      }
    }
  }

  private static void javax(Path from, FileChannel out)
      throws IOException, UnsupportedAudioFileException {
    AudioFormat to = new AudioFormat(AudioChunk.RATE, 16, 1, true, false);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(from));
        AudioInputStream in = AudioSystem.getAudioInputStream(file);
        AudioInputStream converted = AudioSystem.getAudioInputStream(to, in)) {
      byte[] block = new byte[1 << 14];
      for (int count = converted.read(block); count > 0; count = converted.read(block)) {
        write(ByteBuffer.wrap(block, 0, count), out);
      }
    }
  }

  private static byte[] header(long length) {
    byte[] header = Wav.riff().fmt(1, 1, AudioChunk.RATE, 16).text("data").u32(length).bytes();
    ByteBuffer.wrap(header).putInt(4, Integer.reverseBytes((int) (length + HEADER - 8)));
    return header;
  }

  private static void write(byte[] bytes, FileChannel out) throws IOException {
    write(ByteBuffer.wrap(bytes), out);
  }

  private static void write(ByteBuffer bytes, FileChannel out) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
