package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import java.util.List;

/**
 * A piece of audio whose words are known. Positions are samples at 16 kHz.
 *
 * @param words in order; none overlaps another
 * @param drums other sounds, in order; words are louder than they
 * @param floor the level of everything else, in dBFS
 * @param samples how long it is
 */
record World(List<SpokenWord> words, List<SpokenWord> drums, double floor, long samples) {
  /** So much of its audio from a position on as PCM16, little-endian, with its {@link Stamp}. */
  byte[] pcm(long start, int count) {
    return new ChunkPainter(this, start, count).pcm();
  }

  /** The same as a chunk that knows how loud it is, as one that measures it would. */
  AudioChunk chunk(long start, int count) {
    return new ChunkPainter(this, start, count).chunk();
  }

  /** The index of the first word that ends after a position. */
  int firstAfter(long position) {
    return firstAfter(words, position);
  }

  /** The index of the first of some sounds that ends after a position. */
  static int firstAfter(List<SpokenWord> sounds, long position) {
    int low = 0;
    int high = sounds.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (sounds.get(middle).end() > position) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
