package io.bidiclient.run.settings;

import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.transport.s3.S3Settings;

/**
 * What every command that transcribes was asked for.
 *
 * @param endpoint which server
 * @param audio what the audio is
 * @param pace how fast it is sent
 * @param timeouts how long to wait for what
 * @param retries how a run survives its sessions
 * @param logging how much is said
 * @param s3 how S3 is reached
 */
public record RunSettings(
    EndpointSettings endpoint,
    AudioSettings audio,
    PaceSettings pace,
    Timeouts timeouts,
    RetryPolicy retries,
    LoggingSettings logging,
    S3Settings s3) {
  /** The same with Amazon's S3, in the endpoint's region. */
  public RunSettings(
      EndpointSettings endpoint,
      AudioSettings audio,
      PaceSettings pace,
      Timeouts timeouts,
      RetryPolicy retries,
      LoggingSettings logging) {
    this(
        endpoint,
        audio,
        pace,
        timeouts,
        retries,
        logging,
        S3Settings.usual(endpoint.region(), endpoint.profile()));
  }

  /** The same for a microphone, which paces itself. */
  public RunSettings ofMicrophone() {
    return new RunSettings(endpoint, audio, pace.ofMicrophone(), timeouts, retries, logging, s3);
  }

  /** The same for another server. */
  public RunSettings against(EndpointSettings other) {
    return new RunSettings(other, audio, pace, timeouts, retries, logging, s3);
  }
}
