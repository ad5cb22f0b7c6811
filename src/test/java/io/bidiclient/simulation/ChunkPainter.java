package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import java.util.List;

/**
 * Makes the audio of a stretch of a world: its words over its other sounds over its floor, and the
 * {@link Stamp}. How loud each frame is follows from where its sounds are taken from, so that the
 * samples need not be looked at. Used once.
 */
final class ChunkPainter {
  private final World world;
  private final long start;
  private final long end;
  private final byte[] pcm;
  private final long[] powers;
  private final Noise floor;
  private final int floorOffset;
  private int other;

  ChunkPainter(World world, long start, int count) {
    this.world = world;
    this.start = start;
    this.end = start + count;
    this.pcm = new byte[2 * count];
    this.powers = new long[Math.max(1, count / AudioChunk.LEVEL_FRAME)];
    this.floor = Noise.of(world.floor());
    this.floorOffset = Noise.offset(start, count);
    this.other = World.firstAfter(world.drums(), start);
    paint();
  }

  /** PCM16, little-endian. */
  byte[] pcm() {
    return pcm;
  }

  /** The same as a chunk that knows how loud it is. */
  AudioChunk chunk() {
    return new AudioChunk(start, pcm, powers);
  }

  private void paint() {
    List<SpokenWord> words = world.words();
    long at = start;
    for (int i = world.firstAfter(start); i < words.size() && words.get(i).start() < end; i++) {
      SpokenWord word = words.get(i);
      long from = Math.max(start, word.start());
      long to = Math.min(end, word.end());
      others(at, from);
      sound(word, from, from, to);
      at = to;
    }
    others(at, end);
    if (end - start >= Stamp.SAMPLES) {
      long before = stamped();
      Stamp.write(start, pcm);
      powers[0] += stamped() - before;
    }
  }

  /** A stretch without words; they are asked for in order. */
  private void others(long from, long to) {
    List<SpokenWord> drums = world.drums();
    long at = from;
    while (other < drums.size() && drums.get(other).start() < to) {
      SpokenWord drum = drums.get(other);
      long first = Math.max(start, drum.start());
      long last = Math.min(to, drum.end());
      if (last > at) {
        copy(floor, floorOffset, start, at, Math.max(at, first));
        sound(drum, first, Math.max(at, first), last);
        at = last;
      }
      if (drum.end() > to) {
        break;
      }
      other++;
    }
    copy(floor, floorOffset, start, at, to);
  }

  /** A part of a sound of which the chunk holds what follows the first sample. */
  private void sound(SpokenWord sound, long first, long from, long to) {
    int count = (int) (Math.min(end, sound.end()) - first);
    copy(Noise.of(sound.level()), Noise.offset(first, count), first, from, to);
  }

  /**
   * Copies noise to a stretch.
   *
   * @param offset in the noise at which a sample of the world stands
   * @param origin that sample
   */
  private void copy(Noise noise, int offset, long origin, long from, long to) {
    if (to <= from) {
      return;
    }
    int source = offset + (int) (from - origin);
    int at = (int) (from - start);
    int behind = (int) (to - start);
    noise.copy(source, pcm, at, behind - at);
    for (int next = at; next < behind; ) {
      int frame = Math.min(next / AudioChunk.LEVEL_FRAME, powers.length - 1);
      boolean last = frame == powers.length - 1;
      int until = last ? behind : Math.min(behind, (frame + 1) * AudioChunk.LEVEL_FRAME);
      powers[frame] += noise.power(source + next - at, until - next);
      next = until;
    }
  }

  /** The sum of the squares of the samples that bear the stamp: all are in the first frame. */
  private long stamped() {
    long power = 0;
    for (int i = 0; i < 2 * Stamp.SAMPLES; i += 2) {
      int sample = (pcm[i + 1] << 8) | (pcm[i] & 0xff);
      power += (long) sample * sample;
    }
    return power;
  }
}
