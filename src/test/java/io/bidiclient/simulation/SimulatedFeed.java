package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.Pacer;
import io.bidiclient.realtime.ThreadlessTranscription;
import java.util.Optional;

/** Reads the world's audio at the client's pace, as the audio thread does. */
final class SimulatedFeed {
  /** Chunks that may be read before they are sent. */
  private static final int CREDIT = 512;

  private static final long AHEAD = 10L * AudioChunk.RATE;

  private final VirtualClock clock;
  private final World world;
  private final ThreadlessTranscription client;
  private final Pacer pacer;
  private final int samples;
  private Optional<AudioChunk> next = Optional.empty();
  private long position;
  private long given;
  private long wakeAt = -1;
  private boolean ended;

  SimulatedFeed(
      VirtualClock clock, Scenario scenario, World world, ThreadlessTranscription client) {
    this.clock = clock;
    this.world = world;
    this.client = client;
    this.pacer = new Pacer(scenario.pace(), AHEAD);
    this.samples = scenario.chunkMs() * AudioChunk.RATE / 1_000;
  }

  /** Hands over what may be read by now. */
  void pump() {
    while (!ended && given - client.chunksSent() < CREDIT) {
      if (position == world.samples()) {
        ended = true;
        client.audioEnded();
        return;
      }
      AudioChunk chunk = next.orElseGet(this::read);
      next = Optional.of(chunk);
      long delay = pacer.delay(chunk, client.heard(), clock.now());
      if (delay > 0) {
        wake(clock.now() + delay);
        return;
      }
      client.audio(chunk);
      given++;
      position = chunk.end();
      next = Optional.empty();
    }
  }

  private AudioChunk read() {
    int count = (int) Math.min(samples, world.samples() - position);
    return new AudioChunk(position, world.pcm(position, count));
  }

  private void wake(long time) {
    if (wakeAt < clock.now() || time < wakeAt) {
      wakeAt = time;
      clock.at(time, this::pump);
    }
  }
}
