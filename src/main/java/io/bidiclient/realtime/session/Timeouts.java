package io.bidiclient.realtime.session;

import java.time.Duration;

/**
 * How long we wait for what. The wire's own time-outs are off: these are the only ones.
 *
 * @param connect for the server to take the connection
 * @param session for {@code session.created} after that
 * @param firstDelta for the first delta once enough audio was sent: a cold server compiles first
 * @param stall for any event while audio flows
 * @param done for {@code transcription.done} after the final commit, from the last event on
 */
public record Timeouts(
    Duration connect, Duration session, Duration firstDelta, Duration stall, Duration done) {
  /** Waits that no healthy server has been seen to need. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(120),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));
}
