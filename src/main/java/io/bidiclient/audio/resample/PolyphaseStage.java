package io.bidiclient.audio.resample;

import java.math.BigInteger;

/**
 * Changes a rate by any fraction with a short filter: output sample k stands at k·down/up input
 * periods, and is the input filtered with the response centred there. It stands next to a half-band
 * filter at twice the wanted band's rate, which stops the rest.
 */
final class PolyphaseStage implements FilterStage {
  private final int up;
  private final int whole;
  private final int part;
  private final PhaseTable table;
  private final int taps;
  private final float[] held;
  private int count;
  private int place;
  private int phase;

  /**
   * A stage that gives {@code up} samples for {@code down}.
   *
   * @param pass end of what passes, in cycles a sample that goes in
   * @param stop start of what is stopped
   * @param most samples that go in at once
   */
  PolyphaseStage(long up, long down, double pass, double stop, int most) {
    long common = BigInteger.valueOf(up).gcd(BigInteger.valueOf(down)).longValueExact();
    this.up = Math.toIntExact(up / common);
    this.whole = Math.toIntExact(down / up);
    this.part = Math.toIntExact(down / common % this.up);
    this.table = new PhaseTable(new Kaiser(pass, stop), this.up);
    this.taps = table.taps();
    this.held = new float[most + 2 * taps];
    // Silence before the first sample: the first output stands at place 0.
    this.count = taps / 2 - 1;
  }

  @Override
  public int room(int more) {
    return (int) (more * (long) up / (whole * (long) up + part)) + 2;
  }

  @Override
  public int process(float[] in, int more, float[] out) {
    System.arraycopy(in, 0, held, count, more);
    count += more;
    int written = table.exact() ? picked(out) : mixed(out);
    // A step may lead beyond what is held when the rate falls.
    int dropped = Math.min(place, count);
    count -= dropped;
    place -= dropped;
    System.arraycopy(held, dropped, held, 0, count);
    return written;
  }

  /** Every phase has its row. */
  private int picked(float[] out) {
    int last = count - taps;
    int at = place;
    int now = phase;
    int written = 0;
    for (; at <= last; written++) {
      out[written] = table.dot(now, held, at);
      at += whole;
      now += part;
      if (now >= up) {
        now -= up;
        at++;
      }
    }
    place = at;
    phase = now;
    return written;
  }

  /** A phase lies between two rows, nearer to one: a straight line joins them. */
  private int mixed(float[] out) {
    int written = 0;
    for (; place + taps <= count; written++) {
      long scaled = (long) phase * table.count();
      int row = (int) (scaled / up);
      float low = table.dot(row, held, place);
      float high = table.dot(row + 1, held, place);
      out[written] = low + (float) ((double) (scaled % up) / up) * (high - low);
      place += whole;
      phase += part;
      if (phase >= up) {
        phase -= up;
        place++;
      }
    }
    return written;
  }
}
