package io.bidiclient.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A piece of audio whose words are known. Positions are samples at 16 kHz.
 *
 * @param words in order; none overlaps another
 * @param drums other sounds, in order; words are louder than they
 * @param floor the level of everything else, in dBFS
 * @param samples how long it is
 */
record World(List<SpokenWord> words, List<SpokenWord> drums, double floor, long samples) {
  private static final int NOISE_SAMPLES = 1 << 16;
  private static final ConcurrentMap<Double, byte[]> NOISE = new ConcurrentHashMap<>();

  /** The audio between two positions as PCM16, little-endian, with its {@link Stamp}. */
  byte[] pcm(long start, int count) {
    int background = offset(start, count);
    byte[] pcm = Arrays.copyOfRange(noise(floor), 2 * background, 2 * (background + count));
    paint(pcm, start, start + count, drums);
    paint(pcm, start, start + count, words);
    if (count >= Stamp.SAMPLES) {
      Stamp.write(start, pcm);
    }
    return pcm;
  }

  /** The index of the first word that ends after a position. */
  int firstAfter(long position) {
    return firstAfter(words, position);
  }

  private static void paint(byte[] pcm, long from, long to, List<SpokenWord> sounds) {
    for (int i = firstAfter(sounds, from); i < sounds.size() && sounds.get(i).start() < to; i++) {
      SpokenWord sound = sounds.get(i);
      fill(pcm, from, Math.max(from, sound.start()), Math.min(to, sound.end()), sound.level());
    }
  }

  private static int firstAfter(List<SpokenWord> sounds, long position) {
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

  private static void fill(byte[] pcm, long origin, long from, long to, double level) {
    byte[] noise = noise(level);
    int at = (int) (from - origin);
    int count = (int) (to - from);
    System.arraycopy(noise, 2 * offset(from, count), pcm, 2 * at, 2 * count);
  }

  /** Where the noise of a stretch of audio is taken from. */
  private static int offset(long from, int count) {
    return (int) (from * 31 % (NOISE_SAMPLES - count));
  }

  /** White noise of a level, the lowest bits zero. */
  private static byte[] noise(double level) {
    byte[] made = NOISE.get(level);
    return made == null ? NOISE.computeIfAbsent(level, World::makeNoise) : made;
  }

  private static byte[] makeNoise(double dbfs) {
    byte[] noise = new byte[2 * NOISE_SAMPLES];
    SplittableRandom random = new SplittableRandom(1);
    double most = Math.min(32_000, Math.sqrt(3) * 32_768 * Math.pow(10, dbfs / 20));
    for (int i = 0; i < NOISE_SAMPLES; i++) {
      int value = (int) Math.round(random.nextDouble(-1, 1) * most) & ~1;
      noise[2 * i] = (byte) value;
      noise[2 * i + 1] = (byte) (value >> 8);
    }
    return noise;
  }
}
