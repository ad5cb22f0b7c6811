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
 */
public record StreamSettings(SessionSettings session, RetryPolicy retries, Pacer pacer) {
  /** The part of a run's settings that each of its streams needs. */
  public static StreamSettings of(RunSettings settings) {
    return new StreamSettings(
        settings.endpoint().session(settings.timeouts()),
        settings.retries(),
        settings.pace().pacer(settings.audio().chunkMillis()));
  }
}
