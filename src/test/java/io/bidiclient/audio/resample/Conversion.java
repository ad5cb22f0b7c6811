package io.bidiclient.audio.resample;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.Wav;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.audio.pipeline.AudioPipeline;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try (RandomAccessFile file = new RandomAccessFile(args[2], "rw");
        OutputStream out = new BufferedOutputStream(new FileOutputStream(file.getFD()), 1 << 16)) {
      file.setLength(0);
      out.write(header(0));
      switch (args[0]) {
        case "ours" -> ours(from, out);
        case "javax" -> javax(from, out);
        default -> throw new IllegalArgumentException("ours or javax, not " + args[0]);
      }
      out.flush();
      byte[] header = header(file.length() - HEADER);
      file.seek(0);
      file.write(header);
    }
  }

  private static void ours(Path from, OutputStream out) throws IOException, AudioException {
    try (ChunkSource chunks = new AudioPipeline(from.toString(), AudioFiles.open(from), 80)) {
      for (Optional<AudioChunk> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
        out.write(chunk.get().pcm());
      }
    }
  }

  private static void javax(Path from, OutputStream out)
      throws IOException, UnsupportedAudioFileException {
    AudioFormat to = new AudioFormat(AudioChunk.RATE, 16, 1, true, false);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(from));
        AudioInputStream in = AudioSystem.getAudioInputStream(file);
        AudioInputStream converted = AudioSystem.getAudioInputStream(to, in)) {
      byte[] block = new byte[1 << 14];
      for (int count = converted.read(block); count > 0; count = converted.read(block)) {
        out.write(block, 0, count);
      }
    }
  }

  private static byte[] header(long length) {
    byte[] header = Wav.riff().fmt(1, 1, AudioChunk.RATE, 16).text("data").u32(length).bytes();
    ByteBuffer.wrap(header).putInt(4, Integer.reverseBytes((int) (length + HEADER - 8)));
    return header;
  }
}
