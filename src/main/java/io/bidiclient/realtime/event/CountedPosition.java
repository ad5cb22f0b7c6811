package io.bidiclient.realtime.event;

import java.util.OptionalDouble;

/**
 * Where the model was by the number of deltas that a session had sent. Two sessions hear the same
 * word at about the same position if deltas are known to be frames, and also if both began at the
 * same sample, whatever a delta stands for.
 *
 * @param origin the sample at which the session began
 * @param sample the position on the input's time line
 * @param known whether deltas are known to be frames
 */
public record CountedPosition(long origin, long sample, boolean known) {
  /** Samples of a frame. */
  private static final double FRAME = 1_280;

  /** How many frames later another position is; empty where the two cannot be compared. */
  public OptionalDouble framesTo(CountedPosition other) {
    return known || other.known || origin == other.origin
        ? OptionalDouble.of((other.sample - sample) / FRAME)
        : OptionalDouble.empty();
  }

  CountedPosition proven() {
    return new CountedPosition(origin, sample, true);
  }

  CountedPosition behind(long samples) {
    return new CountedPosition(origin + samples, sample + samples, known);
  }
}
