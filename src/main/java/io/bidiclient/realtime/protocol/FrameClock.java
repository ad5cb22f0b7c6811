package io.bidiclient.realtime.protocol;

import io.bidiclient.audio.AudioChunk;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Voxtral's clock: one frame is 80 ms of audio, one token and one {@code transcription.delta}, most
 * of them empty. Counting deltas therefore shows how far the model has come.
 *
 * <p>The counts are those of vLLM with a transcription delay of 480 ms: the first delta comes after
 * 9,000 samples, and the final commit releases the rest of {@link #total}: 17 more, or fewer after
 * a shorter utterance.
 */
public final class FrameClock {
  /** Samples of a frame at 16 kHz. */
  public static final int FRAME = 1_280;

  /** Samples that the model waits for before its first delta. */
  public static final int FIRST = 9_000;

  /** Samples that the server pads an utterance with once it ends, less the first frame. */
  private static final int PADDING = 12_760;

  private FrameClock() {}

  /** Deltas that a server owes for so many samples, while the audio goes on. */
  public static long due(long samples) {
    return samples < FIRST ? 0 : (samples - FIRST) / FRAME + 1;
  }

  /** Deltas of an utterance of so many samples in all, its tail included; none for no audio. */
  public static long total(long samples) {
    return samples == 0 ? 0 : (samples + PADDING) / FRAME + 1;
  }

  /** Samples that are transcribed when so many deltas have come, never more than were sent. */
  public static long heard(long deltas, long sent) {
    return Math.min(deltas * FRAME, sent);
  }

  /** Samples as seconds. */
  public static double seconds(long samples) {
    return samples / (double) AudioChunk.RATE;
  }

  /** Whole milliseconds as samples. */
  public static long samples(Duration time) {
    return time.toMillis() * AudioChunk.RATE / 1_000;
  }

  /** Samples as nanoseconds. */
  public static long nanos(long samples) {
    return samples * (TimeUnit.SECONDS.toNanos(1) / AudioChunk.RATE);
  }
}
