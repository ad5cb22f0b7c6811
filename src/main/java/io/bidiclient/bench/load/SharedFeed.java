package io.bidiclient.bench.load;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.realtime.protocol.FrameClock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The chunks of an input that many streams share, for one of them, each at its time by the loop's
 * own timers: no thread reads. How late a chunk was handed to the wire, against the first, is our
 * own pacing error; what the server held up is none. Owned by the loop's thread.
 */
final class SharedFeed implements ChunkFeed {
  /** Runs a task on the loop's thread in so many nanoseconds; 0 is behind the tasks that wait. */
  interface Timer {
    void after(long nanos, Runnable task);
  }

  private final List<AudioChunk> chunks;
  private final LongSupplier clock;
  private final Timer timer;
  private final LongConsumer late;

  private Pacer pacer;
  private Optional<Receiver> receiver = Optional.empty();
  private int next;
  private long credit;
  private long heard;
  private long began;
  private boolean waiting;
  private boolean held;
  private long resumed = Long.MIN_VALUE;

  /**
   * A feed that has not started.
   *
   * @param clock nanoseconds, never going back
   * @param late takes how late each chunk but the first was sent, in nanoseconds
   */
  SharedFeed(
      List<AudioChunk> chunks, Pacer pacer, LongSupplier clock, Timer timer, LongConsumer late) {
    this.chunks = chunks;
    this.pacer = pacer;
    this.clock = clock;
    this.timer = timer;
    this.late = late;
  }

  @Override
  public void start(Receiver takes) {
    receiver = Optional.of(takes);
    proceed();
  }

  @Override
  public void grant(int more) {
    credit += more;
    proceed();
  }

  @Override
  public void heard(long samples) {
    heard = Math.max(heard, samples);
    if (held) {
      proceed();
    }
  }

  @Override
  public void uncounted() {
    pacer = pacer.withoutWindow();
  }

  private void proceed() {
    while (receiver.isPresent() && !waiting) {
      if (next == chunks.size()) {
        Receiver last = receiver.get();
        receiver = Optional.empty();
        last.ended(Optional.empty());
        return;
      }
      long now = clock.getAsLong();
      began = next == 0 ? now : began;
      AudioChunk chunk = chunks.get(next);
      long delay = next == 0 ? 0 : pacer.delay(chunk, heard, now - began);
      if (credit == 0 || delay == Long.MAX_VALUE) {
        held = true;
        return;
      }
      if (held) {
        held = false;
        resumed = now;
      }
      if (delay > 0) {
        waiting = true;
        timer.after(delay, this::wake);
        return;
      }
      send(chunk, receiver.get());
    }
  }

  private void wake() {
    waiting = false;
    proceed();
  }

  private void send(AudioChunk chunk, Receiver takes) {
    credit--;
    next++;
    takes.chunk(chunk);
    long due = began + FrameClock.nanos(chunk.start());
    if (chunk.start() > 0 && due >= resumed) {
      // Behind the task that hands the chunk to the wire.
      timer.after(0, () -> late.accept(clock.getAsLong() - due));
    }
  }
}
