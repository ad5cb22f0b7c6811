package io.bidiclient.run.events;

import java.util.OptionalDouble;

/**
 * How much audio an input holds, which may be known only after a while. Asked by any thread; never
 * blocks.
 */
public interface InputLength {
  /** Of an input that does not tell. */
  InputLength UNKNOWN = sent -> OptionalDouble.empty();

  /**
   * Seconds of audio in it; empty as long as that is not known.
   *
   * @param sent seconds that were read and sent so far, from which some can tell the rest
   */
  OptionalDouble seconds(double sent);
}
