package io.bidiclient.simulation;

import io.bidiclient.audio.pipeline.Pace;
import java.util.List;

/**
 * All that a run depends on. Two runs of the same scenario are the same to the byte.
 *
 * @param seed of the world and of all chance
 * @param world what the audio sounds like
 * @param script how its words are written
 * @param words how many there are
 * @param server what kind of server answers
 * @param latencyMs milliseconds that a message takes, each way
 * @param frameMicros microseconds that the server needs for a frame of audio
 * @param pace how fast the client sends
 * @param chunkMs milliseconds of a chunk
 * @param retries how many sessions may be replaced
 * @param maxSession seconds after which a session is replaced
 * @param faults what goes wrong
 */
record Scenario(
    long seed,
    WorldKind world,
    Script script,
    int words,
    ServerKind server,
    int latencyMs,
    int frameMicros,
    Pace pace,
    int chunkMs,
    int retries,
    int maxSession,
    List<PlannedFault> faults) {
  Scenario withWords(int count) {
    return new Scenario(
        seed,
        world,
        script,
        count,
        server,
        latencyMs,
        frameMicros,
        pace,
        chunkMs,
        retries,
        maxSession,
        faults);
  }

  Scenario withFaults(List<PlannedFault> some) {
    return new Scenario(
        seed,
        world,
        script,
        words,
        server,
        latencyMs,
        frameMicros,
        pace,
        chunkMs,
        retries,
        maxSession,
        List.copyOf(some));
  }

  Scenario withServer(ServerKind other) {
    return new Scenario(
        seed,
        world,
        script,
        words,
        other,
        latencyMs,
        frameMicros,
        pace,
        chunkMs,
        retries,
        maxSession,
        faults);
  }

  Scenario withWorld(WorldKind other) {
    return new Scenario(
        seed,
        other,
        script,
        words,
        server,
        latencyMs,
        frameMicros,
        pace,
        chunkMs,
        retries,
        maxSession,
        faults);
  }

  Scenario withTimes(int latency, int micros, Pace how) {
    return new Scenario(
        seed,
        world,
        script,
        words,
        server,
        latency,
        micros,
        how,
        chunkMs,
        retries,
        maxSession,
        faults);
  }

  Scenario withMaxSession(int seconds) {
    return new Scenario(
        seed,
        world,
        script,
        words,
        server,
        latencyMs,
        frameMicros,
        pace,
        chunkMs,
        retries,
        seconds,
        faults);
  }
}
