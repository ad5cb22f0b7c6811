package io.bidiclient.audio;

import java.util.concurrent.TimeUnit;

/**
 * Tells when a chunk may be sent. Deadlines are absolute: what the work in between costs does not
 * add up to a drift.
 *
 * @param pace the rule
 * @param ahead samples that {@link Pace#AUTO} may be ahead of what the model has heard
 */
public record Pacer(Pace pace, long ahead) {
  /**
   * How long to hold the chunk back.
   *
   * @param heard samples that the model has heard, on the same time line as the chunk
   * @param elapsed nanoseconds since the first sample of the time line was sent
   * @return nanoseconds; 0 or less means now. What is heard meanwhile may shorten it.
   */
  public long delay(AudioChunk chunk, long heard, long elapsed) {
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
