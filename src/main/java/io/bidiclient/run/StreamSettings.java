package io.bidiclient.run;

import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.run.settings.RunSettings;

/**
 * How one stream is transcribed.
 *
 * @param session what each session needs to know
 * @param retries how the stream survives its sessions
 * @param pacer how fast audio is sent
 * @param digested whether its end has the digest of what was sent
 */
public record StreamSettings(
    SessionSettings session, RetryPolicy retries, Pacer pacer, boolean digested) {
  /** A stream with a digest. */
  public StreamSettings(SessionSettings session, RetryPolicy retries, Pacer pacer) {
    this(session, retries, pacer, true);
  }

  /** The same with a digest or without one. */
  StreamSettings digested(boolean wanted) {
    return new StreamSettings(session, retries, pacer, wanted);
  }

  /** The part of a run's settings that each of its streams needs. */
  public static StreamSettings of(RunSettings settings) {
    return new StreamSettings(
        settings.endpoint().session(settings.timeouts()),
        settings.retries(),
        settings.pace().pacer(settings.audio().chunkMillis()));
  }
}
