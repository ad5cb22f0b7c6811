package io.bidiclient.audio;

import java.util.Locale;

/**
 * What a stream of uncompressed audio is made of.
 *
 * @param encoding how a sample is written
 * @param rate frames a second, 4,000 to 384,000
 * @param channels samples a frame, 1 to 64
 */
public record PcmFormat(Encoding encoding, int rate, int channels) {
  /** The lowest rate that the resampler takes, in frames a second. */
  public static final int MIN_RATE = 4_000;

  /** The highest rate that the resampler takes, in frames a second. */
  public static final int MAX_RATE = 384_000;

  /** The most channels that are mixed down. */
  public static final int MAX_CHANNELS = 64;

  /** Fails with a sentence for the person who gave the numbers when one is out of its range. */
  public PcmFormat {
    if (rate < MIN_RATE || rate > MAX_RATE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the rate must be %,d to %,d, not %,d", MIN_RATE, MAX_RATE, rate));
    }
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the channels must be 1 to %d, not %,d", MAX_CHANNELS, channels));
    }
  }

  /** Bytes of one frame: one sample of every channel. */
  public int frameBytes() {
    return encoding.bytes() * channels;
  }
}
