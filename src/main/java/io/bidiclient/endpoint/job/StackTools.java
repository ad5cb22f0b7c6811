package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.EndpointProbe;
import io.bidiclient.endpoint.StackClient;
import java.time.Duration;

/**
 * What every job works with.
 *
 * @param client of the stack
 * @param probe of its endpoint
 * @param console to the person
 * @param timer that the job uses
 * @param departure what a signal finds
 * @param interval between two looks at work in progress
 */
public record StackTools(
    StackClient client,
    EndpointProbe probe,
    StackConsole console,
    StackTimer timer,
    Departure departure,
    Duration interval) {
  StackWatch watch() {
    return new StackWatch(client, probe, console, timer, interval);
  }
}
