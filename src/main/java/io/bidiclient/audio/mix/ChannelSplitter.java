package io.bidiclient.audio.mix;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.BlockQueue;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.ReadAheadEnd;
import io.bidiclient.problem.Warning;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Takes a source apart: it is read once, by a thread of its own, and each of its channels is a
 * source again. All have the same clock, since frame n of each was frame n of the source.
 *
 * <p>A channel is at most a second and a block ahead of the one that is read slowest: then the
 * reading waits. A channel that is closed is waited for no more, and what comes of it is dropped;
 * when all are closed, so is the source. Failures of the source come to each channel that is open,
 * after all that could be read.
 */
public final class ChannelSplitter implements Closeable {
  /** The most channels that are taken apart. */
  public static final int MOST = 8;

  private static final int BLOCK_FRAMES = 4_096;

  private final AudioSource source;
  private final List<Track> tracks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock. */
  private Optional<ReadAheadEnd> end = Optional.empty();

  private ChannelSplitter(AudioSource source) {
    this.source = source;
    this.tracks =
        IntStream.range(0, source.format().channels()).mapToObj(i -> new Track()).toList();
  }

  /**
   * Starts to read a source.
   *
   * @param name what it is called in messages
   * @param source owned by the splitter from now on: closed here when this throws
   * @throws AudioException when it has more than {@link #MOST} channels
   */
  public static ChannelSplitter start(String name, AudioSource source) throws AudioException {
    int channels = source.format().channels();
    if (channels > MOST) {
      AudioException many =
          new AudioException(
              String.format(
                  Locale.ROOT,
                  "%s: cannot split its %d channels: %d are the most",
                  name,
                  channels,
                  MOST),
              "transcribe one of them with --channel N, or omit --split-channels");
      try {
        source.close();
      } catch (IOException e) {
        many.addSuppressed(e);
      }
      throw many;
    }
    ChannelSplitter splitter = new ChannelSplitter(source);
    Thread thread = new Thread(splitter::run, "split");
    thread.setDaemon(true);
    thread.start();
    return splitter;
  }

  /** The channels, in their order; each is closed by its reader or with the splitter. */
  public List<AudioSource> channels() {
    return List.copyOf(tracks);
  }

  @Override
  public void close() throws IOException {
    for (Track track : tracks) {
      track.close();
    }
  }

  private void run() {
    float[] block = new float[BLOCK_FRAMES * tracks.size()];
    ReadAheadEnd how = ReadAheadEnd.of(source, block, frames -> deal(block, frames));
    lock.lock();
    try {
      end = Optional.of(how);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Gives a block to the channels once all have room for it; false when nobody reads any more. */
  private boolean deal(float[] block, int frames) {
    lock.lock();
    try {
      while (tracks.stream().anyMatch(Track::isFull)) {
        changed.awaitUninterruptibly();
      }
      for (int channel = 0; channel < tracks.size(); channel++) {
        tracks.get(channel).add(block, frames, channel);
      }
      changed.signalAll();
      return tracks.stream().anyMatch(track -> !track.closed);
    } finally {
      lock.unlock();
    }
  }

  /** One channel; its fields are guarded by the lock. */
  private final class Track implements AudioSource {
    private final BlockQueue<float[]> blocks = BlockQueue.ofSamples();
    private boolean closed;

    @Override
    public PcmFormat format() {
      return new PcmFormat(source.format().encoding(), source.format().rate(), 1);
    }

    @Override
    public boolean isLive() {
      return source.isLive();
    }

    @Override
    public List<Warning> warnings() {
      return tracks.get(0) == this ? source.warnings() : List.of();
    }

    private boolean isFull() {
      return blocks.held() >= source.format().rate();
    }

    private void add(float[] block, int frames, int channel) {
      if (closed) {
        return;
      }
      float[] samples = new float[frames];
      for (int i = 0; i < frames; i++) {
        samples[i] = block[i * tracks.size() + channel];
      }
      blocks.add(samples);
    }

    @Override
    public int read(float[] buffer) throws AudioException {
      lock.lock();
      try {
        while (blocks.isEmpty() && end.isEmpty() && !closed) {
          changed.awaitUninterruptibly();
        }
        return closed ? -1 : blocks.isEmpty() ? end.orElseThrow().read() : take(buffer);
      } finally {
        lock.unlock();
      }
    }

    private int take(float[] buffer) {
      int count = blocks.take(buffer, 0, buffer.length);
      changed.signalAll();
      return count;
    }

    @Override
    public void close() throws IOException {
      boolean last;
      lock.lock();
      try {
        boolean first = !closed;
        closed = true;
        blocks.clear();
        last = first && tracks.stream().allMatch(track -> track.closed);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      if (last) {
        source.close();
      }
    }
  }
}
