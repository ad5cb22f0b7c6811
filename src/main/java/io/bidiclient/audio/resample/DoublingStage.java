package io.bidiclient.audio.resample;

import java.util.Arrays;

/**
 * Doubles a rate: every second sample is one of the input, and the half-band filter's value stands
 * between two of them.
 */
final class DoublingStage implements FilterStage {
  private final HalfBand filter;
  private final float[] held;
  private final float[] between;
  private int count;

  /**
   * A stage that passes what lies below {@code kept}, in cycles a sample that comes out, and stops
   * its images.
   *
   * @param most samples that go in at once
   */
  DoublingStage(double kept, int most) {
    this.filter = new HalfBand(kept, 1);
    this.between = new float[most];
    this.held = new float[most + 2 * filter.reach()];
    // Silence before the first sample: the first value stands after it.
    this.count = filter.reach() - 1;
  }

  @Override
  public int room(int more) {
    return 2 * more;
  }

  @Override
  public int process(float[] in, int more, float[] out) {
    System.arraycopy(in, 0, held, count, more);
    count += more;
    int reach = filter.reach();
    int ready = Math.max(0, count - 2 * reach + 1);
    Arrays.fill(between, 0, ready, 0);
    filter.add(held, reach, between, ready);
    for (int k = 0; k < ready; k++) {
      out[2 * k] = held[reach - 1 + k];
      out[2 * k + 1] = between[k];
    }
    count -= ready;
    System.arraycopy(held, ready, held, 0, count);
    return 2 * ready;
  }
}
