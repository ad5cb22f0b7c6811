package io.bidiclient.audio.resample;

import io.bidiclient.audio.AudioChunk;

/**
 * Brings mono audio of any rate from 4,000 to 384,000 to another, usually 16 kHz, in blocks of any
 * size with the same result to the bit.
 *
 * <p>Within 0.05 dB to 7.4 kHz and over 96 dB down from 8.6 kHz on; those are parts of the lower of
 * both rates, so images are stopped when the rate rises. The filters look as far ahead as back: the
 * first sample out stands at the first one in, and n samples give ⌈n·16000/rate⌉. An input of the
 * wanted rate passes untouched. {@link FilterChain} says how.
 *
 * <p>R. E. Crochiere and L. R. Rabiner, "Multirate Digital Signal Processing", 1983, chapters 3
 * (polyphase) and 5 (multistage, half-band); J. O. Smith, "Digital Audio Resampling", CCRMA
 * (interpolated phases).
 *
 * <p>Owned by one thread.
 */
public final class Resampler {
  private static final int BLOCK = 4_096;

  private final int rate;
  private final int to;
  private final FilterChain filters;
  private long taken;
  private long given;

  /** A resampler from that rate, in frames a second, to 16 kHz. */
  public Resampler(int rate) {
    this(rate, AudioChunk.RATE);
  }

  /** A resampler between two rates. */
  public Resampler(int rate, int to) {
    this.rate = rate;
    this.to = to;
    this.filters = new FilterChain(rate, to, BLOCK);
  }

  /** The most samples that {@link #process} gives for so many, and {@link #finish} for none. */
  public int room(int count) {
    // Late samples come with later calls: a filter looks at most 20 ms ahead.
    return (int) (((long) count + rate / 50) * to / rate) + 2;
  }

  /**
   * Takes the next samples.
   *
   * @param out has {@link #room} for them from {@code at} on
   * @return samples written
   */
  public int process(float[] in, int count, float[] out, int at) {
    taken += count;
    int written = 0;
    for (int from = 0; from < count; from += BLOCK) {
      int size = Math.min(BLOCK, count - from);
      written += filters.process(in, from, size, out, at + written);
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
  public int finish(float[] out, int at) {
    long due = (taken * to + rate - 1) / rate;
    int written = 0;
    float[] silence = new float[BLOCK];
    float[] tail = new float[room(BLOCK)];
    while (given < due) {
      int count = (int) Math.min(filters.process(silence, 0, BLOCK, tail, 0), due - given);
      System.arraycopy(tail, 0, out, at + written, count);
      written += count;
      given += count;
    }
    return written;
  }
}
