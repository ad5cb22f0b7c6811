package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks of 80 ms drawn as a string: {@code #} is loud, {@code .} is quiet, {@code _} is nothing.
 */
final class ChunkLevels {
  private static final int SAMPLES = 1_280;

  private ChunkLevels() {}

  static List<AudioChunk> of(String drawing) {
    List<AudioChunk> chunks = new ArrayList<>();
    for (int i = 0; i < drawing.length(); i++) {
      byte[] pcm = new byte[2 * SAMPLES];
      for (int sample = 0; sample < SAMPLES; sample++) {
        int value = amplitude(drawing.charAt(i)) * (sample % 2 == 0 ? 1 : -1);
        pcm[2 * sample] = (byte) value;
        pcm[2 * sample + 1] = (byte) (value >> 8);
      }
      chunks.add(new AudioChunk((long) i * SAMPLES, pcm));
    }
    return chunks;
  }

  private static int amplitude(char level) {
    return level == '#' ? 8_000 : level == '.' ? 40 : 0;
  }

  static ReplayBuffer buffer(String drawing) {
    ReplayBuffer buffer = new ReplayBuffer();
    of(drawing).forEach(chunk -> buffer.add(entry(chunk)));
    return buffer;
  }

  static ReplayBuffer.Entry entry(AudioChunk chunk) {
    double level = chunk.levelDbfs();
    return new ReplayBuffer.Entry(chunk, level, level > -30, false, 0);
  }

  /** The first sample of a chunk. */
  static long at(int chunk) {
    return (long) chunk * SAMPLES;
  }
}
