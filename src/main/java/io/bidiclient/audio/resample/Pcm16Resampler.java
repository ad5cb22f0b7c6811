package io.bidiclient.audio.resample;

import io.bidiclient.audio.pcm.PcmEncoder;
import java.util.Arrays;

/**
 * Changes the rate of mono PCM16 LE, block by block; the result does not depend on how it was cut.
 * The filter looks a few milliseconds ahead: what it still holds comes with {@link #finish}. Owned
 * by one thread.
 */
public final class Pcm16Resampler {
  private final int from;
  private final int to;
  private Resampler resampler;

  /** A resampler between two rates, in samples a second. */
  public Pcm16Resampler(int from, int to) {
    this.from = from;
    this.to = to;
    this.resampler = new Resampler(from, to);
  }

  /**
   * Takes the next whole samples.
   *
   * @return samples at the other rate that are ready now, perhaps none
   */
  public byte[] process(byte[] pcm) {
    float[] in = new float[pcm.length / 2];
    for (int i = 0; i < in.length; i++) {
      in[i] = (short) ((pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8)) / 32768f;
    }
    float[] out = new float[resampler.room(in.length)];
    return bytes(out, resampler.process(in, in.length, out, 0));
  }

  /** The samples that are still to come; audio that follows is a signal of its own. */
  public byte[] finish() {
    float[] out = new float[resampler.room(0)];
    byte[] rest = bytes(out, resampler.finish(out, 0));
    resampler = new Resampler(from, to);
    return rest;
  }

  private static byte[] bytes(float[] samples, int count) {
    byte[] pcm = new byte[2 * count];
    PcmEncoder.write(Arrays.copyOf(samples, count), 0, count, pcm, 0);
    return pcm;
  }
}
