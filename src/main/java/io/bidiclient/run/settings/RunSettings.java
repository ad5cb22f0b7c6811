package io.bidiclient.run.settings;

import io.bidiclient.cli.option.AudioOptions;
import io.bidiclient.cli.option.EndpointOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.cli.option.PaceOptions;
import io.bidiclient.cli.option.TimeoutOptions;
import io.bidiclient.run.input.Inputs;

/**
 * The options of every command that transcribes.
 *
 * @param where which endpoint
 * @param audio what the audio is
 * @param pace how fast it is sent
 * @param limits how long to wait
 * @param tell how much is said
 */
public record RunSettings(
    EndpointOptions where,
    AudioOptions audio,
    PaceOptions pace,
    TimeoutOptions limits,
    LoggingOptions tell) {
  /** Refuses values and combinations that make no sense. */
  public void check() {
    where.check();
    audio.check();
    pace.check();
  }

  /** The settings in force for an input: a microphone paces itself. */
  public RunSettings of(String input) {
    return Inputs.isMicrophone(input)
        ? new RunSettings(where, audio, pace.ofMicrophone(), limits, tell)
        : this;
  }
}
