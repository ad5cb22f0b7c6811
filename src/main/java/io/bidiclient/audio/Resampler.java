package io.bidiclient.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings mono audio of any rate from 4,000 to 384,000 to another, usually 16 kHz, in blocks of any
 * size with the same result to the bit.
 *
 * <p>Rates of 40 kHz and more are halved first, cheaply, until they are below; one polyphase filter
 * does the rest. Flat to 7.3 kHz, 0.02 dB down at 7.4 kHz, over 100 dB down from 8.4 kHz (below 16
 * kHz those edges shrink with the rate, so images are stopped instead). The filters look as far
 * ahead as back: the first sample out stands at the first one in, and n samples give
 * ⌈n·16000/rate⌉. An input of the wanted rate passes untouched.
 *
 * <p>R. E. Crochiere and L. R. Rabiner, "Multirate Digital Signal Processing", 1983, chapters 3
 * (polyphase) and 5 (multistage); J. O. Smith, "Digital Audio Resampling", CCRMA (interpolated
 * phases).
 *
 * <p>Owned by one thread.
 */
final class Resampler {
  /** Samples a second that come out. */
  static final int RATE = AudioChunk.RATE;

  private static final int HALVED_FROM = 40_000;

  /** Frames worked on at once, so that the stages between stay in cache. */
  static final int BLOCK = 4_096;

  private final int rate;
  private final int to;
  private final List<Stage> stages;
  private final float[] block = new float[BLOCK];
  private final float[] between;
  private final float[] beyond;
  private long taken;
  private long given;

  /** A resampler from that rate, in frames a second, to 16 kHz. */
  Resampler(int rate) {
    this(rate, RATE);
  }

  /** A resampler between two rates; the figures above hold where the second is 16 kHz or more. */
  Resampler(int rate, int to) {
    this.rate = rate;
    this.to = to;
    this.stages = stages(rate, to);
    int room = BLOCK;
    for (Stage stage : stages) {
      room = Math.max(room, stage.room(room));
    }
    this.between = new float[room];
    this.beyond = new float[room];
  }

  private static List<Stage> stages(int rate, int to) {
    if (rate == to) {
      return List.of();
    }
    List<Stage> stages = new ArrayList<>();
    double now = rate;
    long down = rate;
    long up = to;
    for (; now >= HALVED_FROM; now /= 2, up *= 2) {
      stages.add(new HalvingStage(now));
    }
    stages.add(new PolyphaseStage(up, down));
    return List.copyOf(stages);
  }

  /** The most samples that {@link #process} gives for so many, and {@link #finish} for none. */
  int room(int count) {
    // Late samples come with later calls: a filter looks at most 20 ms ahead.
    return (int) (((long) count + rate / 50) * to / rate) + 2;
  }

  /**
   * Takes the next samples.
   *
   * @param out has {@link #room} for them from {@code at} on
   * @return samples written
   */
  int process(float[] in, int count, float[] out, int at) {
    taken += count;
    int written = 0;
    for (int from = 0; from < count; from += BLOCK) {
      int size = Math.min(BLOCK, count - from);
      System.arraycopy(in, from, block, 0, size);
      written += run(size, out, at + written);
    }
    given += written;
    return written;
  }

  /**
   * Ends the input: silence follows it through the filters until all of it is out.
   *
   * @param out has {@link #room} for none from {@code at} on
   * @return samples written; the resampler is spent
   */
  int finish(float[] out, int at) {
    long due = (taken * to + rate - 1) / rate;
    int written = 0;
    float[] tail = new float[room(BLOCK)];
    Arrays.fill(block, 0);
    while (given < due) {
      int count = (int) Math.min(run(BLOCK, tail, 0), due - given);
      System.arraycopy(tail, 0, out, at + written, count);
      written += count;
      given += count;
    }
    return written;
  }

  private int run(int size, float[] out, int at) {
    float[] from = block;
    int count = size;
    for (Stage stage : stages) {
      float[] to = from == between ? beyond : between;
      count = stage.process(from, count, to);
      from = to;
    }
    System.arraycopy(from, 0, out, at, count);
    return count;
  }

  /** One filter of the chain, with its own memory of what came before. */
  interface Stage {
    /** The most samples that so many give. */
    int room(int count);

    /** Takes samples and returns how many it wrote to the start of {@code out}. */
    int process(float[] in, int count, float[] out);
  }
}
