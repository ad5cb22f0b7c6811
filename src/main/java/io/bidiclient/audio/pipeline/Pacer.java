package io.bidiclient.audio.pipeline;

import io.bidiclient.audio.AudioChunk;
import java.util.concurrent.TimeUnit;

/**
 * Tells when a chunk may be sent. Deadlines are absolute: what the work in between costs does not
 * add up to a drift.
 *
 * @param pace the rule
 * @param ahead samples that {@link Pace#AUTO} may be ahead of the model
 * @param window samples that any pace may be ahead of the model; what would be further ahead waits
 *     until the model has caught up, however long that takes
 */
public record Pacer(Pace pace, long ahead, long window) {
  private static final long NO_WINDOW = Long.MAX_VALUE;

  /** A pacer that waits for no model. */
  public Pacer(Pace pace, long ahead) {
    this(pace, ahead, NO_WINDOW);
  }

  /** The same without a window, for a server that does not report how far its model has come. */
  public Pacer withoutWindow() {
    return new Pacer(pace, ahead);
  }

  /**
   * How long to hold the chunk back.
   *
   * @param heard samples that the model has transcribed, on the same time line as the chunk
   * @param elapsed nanoseconds since the first sample of the time line was sent
   * @return nanoseconds; 0 or less means now. Progress of the model may shorten it.
   */
  public long delay(AudioChunk chunk, long heard, long elapsed) {
    if (chunk.end() - window > heard) {
      return Long.MAX_VALUE;
    }
    return switch (pace) {
      case MAX -> 0;
      case REALTIME -> nanos(chunk.start()) - elapsed;
      case AUTO -> chunk.end() <= heard + ahead ? 0 : nanos(chunk.start()) - elapsed;
    };
  }

  private static long nanos(long samples) {
    return samples * (TimeUnit.SECONDS.toNanos(1) / AudioChunk.RATE);
  }
}
