package io.bidiclient.endpoint.job;

import java.time.Duration;
import java.time.Instant;

/** The clock of a job. Tests use one that does not wait. */
public interface StackTimer {
  /** The time now. */
  Instant now();

  /**
   * Waits.
   *
   * @throws InterruptedException where {@link #stop} was called, before or meanwhile
   */
  void pause(Duration length) throws InterruptedException;

  /** Ends this pause and all later ones. From any thread. */
  void stop();
}
