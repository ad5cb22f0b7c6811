package io.bidiclient.run.settings;

import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.Timeouts;

/**
 * What every command that transcribes was asked for.
 *
 * @param endpoint which server
 * @param audio what the audio is
 * @param pace how fast it is sent
 * @param timeouts how long to wait for what
 * @param retries how a run survives its sessions
 * @param logging how much is said
 */
public record RunSettings(
    EndpointSettings endpoint,
    AudioSettings audio,
    PaceSettings pace,
    Timeouts timeouts,
    RetryPolicy retries,
    LoggingSettings logging) {
  /** The same for a microphone, which paces itself. */
  public RunSettings ofMicrophone() {
    return new RunSettings(endpoint, audio, pace.ofMicrophone(), timeouts, retries, logging);
  }

  /** The same for another server. */
  public RunSettings against(EndpointSettings other) {
    return new RunSettings(other, audio, pace, timeouts, retries, logging);
  }
}
