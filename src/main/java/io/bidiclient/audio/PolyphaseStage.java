package io.bidiclient.audio;

import java.math.BigInteger;

/**
 * Changes a rate by any fraction: output sample k stands at k·down/up input periods, and is the
 * input filtered with the response centred there.
 */
final class PolyphaseStage implements Resampler.Stage {
  /** End of the pass band and start of the stop band, as parts of the lower of the two rates. */
  static final double PASS = 7_300 / 16_000.0;

  static final double STOP = 8_400 / 16_000.0;

  private final long up;
  private final long down;
  private final PhaseTable table;
  private final float[] held;
  private int count;
  private int place;
  private long phase;

  /** A stage that gives {@code up} samples for {@code down}. */
  PolyphaseStage(long up, long down) {
    long common = BigInteger.valueOf(up).gcd(BigInteger.valueOf(down)).longValueExact();
    this.up = up / common;
    this.down = down / common;
    double lower = Math.min(1, (double) up / down);
    this.table = new PhaseTable(new Kaiser(PASS * lower, STOP * lower), this.up);
    this.held = new float[Resampler.BLOCK + 2 * table.taps()];
    // Silence before the first sample: the first output stands at place 0.
    this.count = table.taps() / 2 - 1;
  }

  @Override
  public int room(int more) {
    return (int) ((more + table.taps()) * up / down) + 2;
  }

  @Override
  public int process(float[] in, int more, float[] out) {
    System.arraycopy(in, 0, held, count, more);
    count += more;
    int written = 0;
    for (; place + table.taps() <= count; written++) {
      out[written] = at(place);
      phase += down;
      place += (int) (phase / up);
      phase %= up;
    }
    // A step may lead beyond what is held when the rate falls.
    int dropped = Math.min(place, count);
    count -= dropped;
    place -= dropped;
    System.arraycopy(held, dropped, held, 0, count);
    return written;
  }

  private float at(int from) {
    long scaled = phase * table.count();
    int row = (int) (scaled / up);
    float low = table.dot(row, held, from);
    long rest = scaled % up;
    if (rest == 0) {
      return low;
    }
    float high = table.dot(row + 1, held, from);
    return low + (float) ((double) rest / up) * (high - low);
  }
}
