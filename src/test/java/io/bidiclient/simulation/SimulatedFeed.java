package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.audio.pipeline.Pacer;
import java.util.Optional;

/** Reads the world's audio at the client's pace, as its audio thread does. */
final class SimulatedFeed implements ChunkFeed {
  private static final long AHEAD = 10L * AudioChunk.RATE;

  private final VirtualClock clock;
  private final World world;
  private final Pacer pacer;
  private final int samples;
  private Optional<Receiver> receiver = Optional.empty();
  private Optional<AudioChunk> next = Optional.empty();
  private long credit;
  private long heard;
  private long position;
  private long wakeAt = -1;
  private boolean ended;

  SimulatedFeed(VirtualClock clock, Scenario scenario, World world) {
    this.clock = clock;
    this.world = world;
    this.pacer = new Pacer(scenario.pace(), AHEAD);
    this.samples = scenario.chunkMs() * AudioChunk.RATE / 1_000;
  }

  @Override
  public void start(Receiver to) {
    receiver = Optional.of(to);
    pump();
  }

  @Override
  public void grant(int chunks) {
    credit += chunks;
    pump();
  }

  @Override
  public void heard(long position) {
    if (position > heard) {
      heard = position;
      pump();
    }
  }

  @Override
  public void uncounted() {
    // None of its paces waits for what is heard.
  }

  /** How far it has read, in samples. */
  long position() {
    return position;
  }

  /** Hands over what may be read by now. */
  private void pump() {
    while (!ended && credit > 0 && receiver.isPresent()) {
      if (position == world.samples()) {
        ended = true;
        receiver.get().ended(Optional.empty());
        return;
      }
      AudioChunk chunk = next.orElseGet(this::read);
      next = Optional.of(chunk);
      long delay = pacer.delay(chunk, heard, clock.now());
      if (delay > 0) {
        wake(clock.now() + delay);
        return;
      }
      credit--;
      position = chunk.end();
      next = Optional.empty();
      receiver.get().chunk(chunk);
    }
  }

  private AudioChunk read() {
    int count = (int) Math.min(samples, world.samples() - position);
    return new AudioChunk(position, world.pcm(position, count));
  }

  private void wake(long time) {
    if (wakeAt <= clock.now() || time < wakeAt) {
      wakeAt = time;
      clock.at(time, this::pump);
    }
  }
}
