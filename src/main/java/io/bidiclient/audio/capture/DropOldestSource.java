package io.bidiclient.audio.capture;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.BlockQueue;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.ReadAheadEnd;
import io.bidiclient.problem.Warning;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A source that is always read, by a thread of its own, whatever its own reader does: what waits is
 * bounded, and the oldest gives way. What is dropped is missing from the time line, which goes on
 * without a gap; a warning says how much and where.
 *
 * <p>It holds at most 16 million samples of all channels (64 MB), however long it may be.
 */
public final class DropOldestSource implements AudioSource {
  private static final int BLOCK_MILLIS = 80;
  private static final long MOST_SAMPLES = 1 << 24;

  /** Audio between two warnings while more and more is dropped. */
  private static final int NOTICE_SECONDS = 10;

  private final AudioSource source;
  private final PcmFormat format;
  private final long capacity;
  private final Consumer<Warning> warnings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Interleaved frames that wait; guarded by the lock, as is all below. */
  private final BlockQueue<float[]> blocks = BlockQueue.ofSamples();

  private long given;
  private long dropped;
  private long told;
  private long toldAt;
  private int notes;
  private boolean closed;
  private Optional<ReadAheadEnd> end = Optional.empty();

  private DropOldestSource(AudioSource source, Duration capacity, Consumer<Warning> warnings) {
    this.source = source;
    this.format = source.format();
    this.capacity =
        Math.min(capacity.toMillis() * format.rate() / 1_000, MOST_SAMPLES / format.channels());
    this.warnings = warnings;
  }

  /**
   * Starts to read a source.
   *
   * @param source owned by the result from now on
   * @param capacity the most audio that waits
   * @param warnings takes, on the reader's thread, what is to be told; and on the closing one
   */
  public static AudioSource start(
      AudioSource source, Duration capacity, Consumer<Warning> warnings) {
    DropOldestSource live = new DropOldestSource(source, capacity, warnings);
    Thread thread = new Thread(live::run, "capture");
    thread.setDaemon(true);
    thread.start();
    return live;
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public List<Warning> warnings() {
    return source.warnings();
  }

  @Override
  public int read(float[] buffer) throws AudioException {
    Optional<Warning> warning;
    Optional<ReadAheadEnd> how;
    int frames;
    lock.lock();
    try {
      while (blocks.isEmpty() && end.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      warning = blocks.isEmpty() ? total() : gap();
      frames = blocks.isEmpty() ? -1 : take(buffer);
      how = end;
    } finally {
      lock.unlock();
    }
    warning.ifPresent(warnings);
    return frames < 0 && how.isPresent() ? how.get().read() : frames;
  }

  @Override
  public void close() throws IOException {
    Optional<Warning> warning;
    lock.lock();
    try {
      closed = true;
      blocks.clear();
      warning = total();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    warning.ifPresent(warnings);
    source.close();
  }

  private void run() {
    float[] block = new float[format.rate() * BLOCK_MILLIS / 1_000 * format.channels()];
    ReadAheadEnd how =
        ReadAheadEnd.of(
            source, block, frames -> add(Arrays.copyOf(block, frames * format.channels())));
    lock.lock();
    try {
      end = Optional.of(how);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a block and lets the oldest go that no longer fit; false when nobody reads any more. */
  private boolean add(float[] block) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      blocks.add(block);
      while (blocks.held() > capacity * format.channels() && blocks.blocks() > 1) {
        dropped += blocks.dropFirst() / format.channels();
      }
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private int take(float[] buffer) {
    int whole = buffer.length - buffer.length % format.channels();
    int frames = blocks.take(buffer, 0, whole) / format.channels();
    given += frames;
    return frames;
  }

  /** What is to be told of the audio that is missing before the next frame. */
  private Optional<Warning> gap() {
    boolean due = notes == 0 || given - toldAt >= (long) NOTICE_SECONDS * format.rate();
    if (dropped == told || !due) {
      return Optional.empty();
    }
    String where =
        notes == 0
            ? String.format(Locale.ROOT, "at %.1f s", seconds(given))
            : String.format(
                Locale.ROOT,
                "between %.1f s and %.1f s, %.1f s in all",
                seconds(toldAt),
                seconds(given),
                seconds(dropped));
    return Optional.of(warning(seconds(dropped - told), where));
  }

  /** What is to be told at the end. */
  private Optional<Warning> total() {
    if (dropped == 0 || (dropped == told && notes < 2)) {
      return Optional.empty();
    }
    Warning warning = warning(seconds(dropped), "in all");
    notes = 0;
    return Optional.of(warning);
  }

  private Warning warning(double seconds, String where) {
    told = dropped;
    toldAt = given;
    notes++;
    return new Warning(
        "dropped_audio",
        String.format(
            Locale.ROOT,
            "%.1f s of live audio dropped %s: it came faster than the endpoint took it",
            seconds,
            where));
  }

  private double seconds(long frames) {
    return frames / (double) format.rate();
  }
}
