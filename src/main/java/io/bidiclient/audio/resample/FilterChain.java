package io.bidiclient.audio.resample;

import java.util.ArrayList;
import java.util.List;

/**
 * The filters between two rates, each with its own memory of what came before.
 *
 * <p>The sharp one is a half-band filter at twice the lower rate: its transition lies around half
 * of that rate, as it should, and it is the cheapest there is. Downwards the rate is halved while
 * it is 2.5 times the wanted one or more, brought to twice the wanted one by a polyphase filter,
 * and halved sharply. Upwards it is doubled sharply, and the polyphase filter does the rest. The
 * other filters are short: they stop only what the sharp one would not see.
 *
 * <p>Owned by its resampler.
 */
final class FilterChain {
  /** End of the pass band and start of the stop band, as parts of the lower rate. */
  private static final double PASS = 7_400 / 16_000.0;

  private static final double STOP = 1 - PASS;
  private static final double HALVED_FROM = 2.5;

  private final List<FilterStage> stages = new ArrayList<>();
  private final float[] block;
  private final float[] between;
  private final float[] beyond;
  private int most;
  private int room;

  /**
   * A chain from one rate to another.
   *
   * @param block samples that are put through at once, and fit the caches of a processor
   */
  FilterChain(int from, int to, int block) {
    this.block = new float[block];
    this.most = block;
    this.room = block;
    if (from > to) {
      down(from, to);
    } else if (from < to) {
      up(from, to);
    }
    this.between = new float[room];
    this.beyond = new float[room];
  }

  private void down(int from, int to) {
    double now = from;
    long up = 2L * to;
    for (; now >= HALVED_FROM * to; now /= 2, up *= 2) {
      add(new HalvingStage(STOP * to / now, most));
    }
    if (up != from) {
      // What lies from 2 - STOP on would fold into what the sharp filter passes.
      add(new PolyphaseStage(up, from, PASS * to / now, (2 - STOP) * to / now, most));
    }
    add(new HalvingStage(PASS / 2, most));
  }

  private void up(int from, int to) {
    add(new DoublingStage(PASS / 2, most));
    if (to != 2L * from) {
      add(new PolyphaseStage(to, 2L * from, PASS / 2, (2 - STOP) / 2, most));
    }
  }

  private void add(FilterStage stage) {
    most = stage.room(most);
    room = Math.max(room, most);
    stages.add(stage);
  }

  /**
   * Puts samples through.
   *
   * @param count samples, at most a block
   * @return samples written
   */
  int process(float[] in, int from, int count, float[] out, int at) {
    System.arraycopy(in, from, block, 0, count);
    float[] now = block;
    int left = count;
    for (FilterStage stage : stages) {
      float[] next = now == between ? beyond : between;
      left = stage.process(now, left, next);
      now = next;
    }
    System.arraycopy(now, 0, out, at, left);
    return left;
  }
}
